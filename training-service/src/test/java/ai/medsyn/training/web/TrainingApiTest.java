package ai.medsyn.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.training.runs.TestDataset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests for trainings: accepted once, refused with everything that is wrong, and what may be asked for. */
class TrainingApiTest extends TrainingBench {

    @Test
    void the_same_key_gives_the_same_training() throws Exception {
        String request = request(dataset(40, -1), 2, 1);
        HttpProbe.Answer first = post(request, "Idempotency-Key", "once");
        HttpProbe.Answer second = post(request, "Idempotency-Key", "once");
        assertThat(second.json()).containsEntry("id", first.json().get("id"));
        assertThat(jdbc.sql("select count(*) from training where id = ?::uuid")
                        .param(first.json().get("id"))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    @SuppressWarnings("unchecked")
    void everything_that_is_wrong_is_said_at_once() throws Exception {
        UUID dataset = dataset(10, -1);
        HttpProbe.Answer answer = post("""
                {"name": "no spaces", "preset": "convirt", "seed": 1, "processes": 0,
                 "datasets": [{"dataset": "%s", "weight": -1}, {"dataset": "%s"}, {"dataset": "%s"}],
                 "encoders": {"image": "alexnet", "text": "gpt"},
                 "budget": {"unit": "HOURS", "amount": 0},
                 "data": {"train": ["TRAIN"]},
                 "overrides": {"batchSize": 1, "learningRate": "fast", "momentum": 0.9}}
                """.formatted(dataset, dataset, UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat((List<Map<String, Object>>) answer.json().get("violations"))
                .extracting(violation -> violation.get("field"))
                .contains(
                        "name",
                        "preset",
                        "processes",
                        "datasets[0].weight",
                        "datasets[1].dataset",
                        "datasets[2].dataset",
                        "encoders.image",
                        "encoders.text",
                        "budget.unit",
                        "budget.amount",
                        "data.train",
                        "overrides.batchSize",
                        "overrides.learningRate",
                        "overrides.momentum");
        HttpProbe.Answer small = post(request(dataset, 4, 1).replace("\"batchSize\": 8", "\"batchSize\": 16"));
        assertThat(small.status()).isEqualTo(400);
        assertThat(small.body()).contains("must have at least batchSize (16) pairs");
    }

    @Test
    void a_dataset_without_images_is_refused() throws Exception {
        UUID reports = new TestDataset(jdbc, artifacts).sealedWithoutImages(20);
        HttpProbe.Answer answer = post(request(reports, 4, 1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("datasets[0].dataset", "must have samples with images in the splits [train]");
    }

    @Test
    void presets_are_listed_with_what_may_be_changed() {
        HttpProbe.Answer answer =
                new HttpProbe(port).get("/v1/presets", "Authorization", TOKENS.bearer("training", Role.VIEWER));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"convirt-edreis/corrected\"",
                        "\"mgca/faithful\"",
                        "\"batchSize\"",
                        "\"minilm\"",
                        "\"resnet-50\"");
    }
}
