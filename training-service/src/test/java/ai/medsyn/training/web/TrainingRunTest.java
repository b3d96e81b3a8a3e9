package ai.medsyn.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.models.ModelFile;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.testing.WriteGate;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetric.Phase;
import ai.medsyn.platform.trainings.TrainingMetrics;
import ai.medsyn.platform.trainings.Trainings;
import ai.medsyn.training.runs.TestDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What trainings leave behind, undisturbed, paused, shared by processes and broken. */
class TrainingRunTest extends TrainingBench {

    @Autowired
    ModelRegistry registry;

    @Autowired
    Trainings trainings;

    @Autowired
    JsonMapper json;

    @Autowired
    TrainingMetrics metrics;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    LineageGraph lineage;

    @Autowired
    DataSource dataSource;

    private List<TrainingMetric> metrics(JobId id, Phase phase) {
        return metrics.read(id.value(), phase, TrainingMetrics.Position.START, 1000);
    }

    @Test
    void a_training_leaves_metrics_checkpoints_lineage_and_models() throws Exception {
        UUID dataset = dataset(40, -1);
        JobId id = submit(request(dataset, 10, 1));
        Job job = succeeded(id);

        assertThat(job.progress().done()).isEqualTo(10);
        assertThat(job.progress().unit()).isEqualTo("steps");
        assertMetrics(id);
        Checkpoint best = assertCheckpoints(id, dataset);
        String pair = "tiny-" + id.toString().substring(0, 8);
        assertThat(job.result()).contains("\"pair\": \"" + pair + "\"").contains("\"lastCheckpoint\"");
        assertPair(pair, id, dataset, best);
        assertUsable(pair, dataset);
    }

    private void assertMetrics(JobId id) {
        assertThat(metrics(id, Phase.TRAIN)).hasSize(10).last().satisfies(metric -> {
            assertThat(metric.loss()).isPositive();
            assertThat(metric.terms()).containsKeys("contrastive", "gradient_norm");
            assertThat(metric.samplesPerSecond()).isPositive();
            assertThat(metric.dataWait()).isBetween(0.0, 1.0);
            assertThat(metric.memoryBytes()).isGreaterThan(50_000_000);
        });
        assertThat(metrics(id, Phase.VALIDATE)).extracting(TrainingMetric::step).containsExactly(4, 8, 10);
        assertThat(metrics(id, Phase.VALIDATE).get(0).terms())
                .containsEntry("pairs", 8.0)
                .containsKey("recall_at_1");
    }

    /** The best one. */
    private Checkpoint assertCheckpoints(JobId id, UUID dataset) throws IOException {
        List<Checkpoint> kept = checkpoints.kept(id.value());
        assertThat(kept).hasSizeLessThanOrEqualTo(2).last().satisfies(last -> {
            assertThat(last.step()).isEqualTo(10);
            assertThat(last.last()).isTrue();
        });
        for (Checkpoint checkpoint : checkpoints.page(
                TestDataset.TEAM, id.value(), java.time.Instant.now().plusSeconds(60), new UUID(-1, -1), 100)) {
            for (Checkpoint.File file : checkpoint.files()) {
                assertThat(artifacts.find(new ObjectName(file.object())).isPresent())
                        .as("files are there as long as the checkpoint is not dropped")
                        .isEqualTo(checkpoint.droppedAt() == null);
            }
        }
        assertThat(lineage.walk(
                        LineageNode.checkpoint(kept.get(0).id()), LineageGraph.Direction.UPSTREAM, TestDataset.TEAM))
                .extracting(LineageGraph.Reached::node)
                .contains(new LineageNode("dataset", dataset.toString()));
        return kept.stream().filter(Checkpoint::best).findFirst().orElseThrow();
    }

    private void assertPair(String pair, JobId id, UUID dataset, Checkpoint best) throws Exception {
        assertThat(registry.require(pair, ModelKind.IMAGE_ENCODER)).satisfies(model -> {
            assertThat(model.format()).isEqualTo(ModelFormat.ONNX);
            assertThat(model.files())
                    .extracting(ModelFile::path)
                    .contains("image_encoder.onnx", "text_encoder.onnx", "tokenizer.json", "preprocessor_config.json");
            assertThat((Double) model.parameters().get("imageDifference")).isBetween(0.0, 1e-4);
            assertThat((Double) model.parameters().get("textDifference")).isBetween(0.0, 1e-4);
        });
        Path exported = FOLDER.resolve("models").resolve(pair);
        assertThat(exported.resolve("README.md"))
                .content()
                .contains(
                        "ONNX Runtime against LibTorch, largest absolute difference", dataset.toString(), "SYNTHETIC");
        String spec = trainings.require(id.value(), TestDataset.TEAM).specJson();
        assertThat(TrainedEncoder.exported(exported.resolve("image_encoder.onnx")))
                .as("of the film that ONNX Runtime sees, by the best checkpoint's weights")
                .containsExactly(new TrainedEncoder(artifacts, json, FOLDER).rebuilt(spec, best), within(1e-5f));
    }

    private void assertUsable(String pair, UUID dataset) {
        Job misfit = finished(submit(request(dataset, 1, 1)
                .replace("\"vit-tiny-16\"", "\"resnet-18\", \"imageWeights\": \"" + pair + "-image\"")));
        assertThat(misfit.error().code()).isEqualTo("weights-mismatch");
        assertThat(misfit.error().message()).contains("conv1.weight", "cls_token");
        // The exported encoders are some to begin with.
        assertThat(post(request(dataset, 1, 1)
                                .replace("\"vit-tiny-16\"", "\"vit-tiny-16\", \"imageWeights\": \"" + pair + "-image\"")
                                .replace("bert-small", pair + "-text"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_training_that_was_paused_ends_with_the_weights_of_an_undisturbed_one() throws Exception {
        UUID dataset = dataset(40, -1);
        JobId paused = pausedBehindItsFirstCheckpoint(request(dataset, 16, 1));
        assertThat(job(paused).state()).isEqualTo(JobState.PAUSED);
        JobId undisturbed = submit(request(dataset, 16, 1));
        succeeded(undisturbed);
        jobs.resume(paused, TestDataset.TEAM);
        succeeded(paused);
        assertThat(checkpoints.last(paused.value()).orElseThrow().weights())
                .isEqualTo(checkpoints.last(undisturbed.value()).orElseThrow().weights());
        assertThat(metrics(paused, Phase.TRAIN))
                .extracting(TrainingMetric::loss)
                .isEqualTo(metrics(undisturbed, Phase.TRAIN).stream()
                        .map(TrainingMetric::loss)
                        .toList());
    }

    /** Its second checkpoint is held back until the training is paused. */
    private JobId pausedBehindItsFirstCheckpoint(String request) throws Exception {
        try (WriteGate gate = new WriteGate(dataSource.getConnection(), "checkpoint", "new.step = 8")) {
            JobId training = submit(request);
            await().atMost(PATIENCE).until(gate::reached);
            assertThat(checkpoints.last(training.value()))
                    .hasValueSatisfying(last -> assertThat(last.step()).isEqualTo(4));
            jobs.pause(training, TestDataset.TEAM);
            return training;
        }
    }

    @Test
    void two_processes_meet_and_compute_the_losses_of_one() throws Exception {
        UUID dataset = dataset(40, -1);
        JobId one = submit(request(dataset, 6, 1));
        succeeded(one);
        JobId two = submit(request(dataset, 6, 2));
        succeeded(two);
        List<TrainingMetric> alone = metrics(one, Phase.TRAIN);
        List<TrainingMetric> together = metrics(two, Phase.TRAIN);
        assertThat(together).hasSameSizeAs(alone);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(together.get(i).loss())
                    .isCloseTo(alone.get(i).loss(), org.assertj.core.data.Offset.offset(1e-4));
        }
        assertThat(jdbc.sql("select count(*) from job where parent = ? and kind = 'training.rank'")
                        .param(two.value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void a_broken_image_ends_the_job_and_is_named() throws Exception {
        Job job = finished(submit(request(dataset(40, 7), 4, 1)));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error().code()).isEqualTo("sample-corrupt");
        assertThat(job.error().message()).contains("/7: its image cannot be used");
    }
}
