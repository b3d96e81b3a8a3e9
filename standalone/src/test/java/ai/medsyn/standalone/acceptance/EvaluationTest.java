package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Evaluations through the public API: two trained models on one question, where in a film a phrase is, and what is refused. */
class EvaluationTest {

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private final Api api = Platforms.api();

    /** Two models that learned from different films, each with a zero-shot classification of the same ones. */
    private record Models(String dataset, List<String> checkpoints, List<String> evaluations) {

        private static final int FILMS = 30;

        static final Models TRAINED = trained(Platforms.api());

        private static Models trained(Api api) {
            JsonNode builtIn = api.get("/v1/built-in-experiments").expect(200).json();
            // Larger than the smallest: at 32 pixels the last map is a single cell, which points nowhere.
            Map<String, Object> request =
                    TinyExperiment.request("two-models", builtIn, 1, 2, Map.of("imageSize", 64, "cropSize", 64));
            TinyExperiment.enlarge(request, builtIn, FILMS);
            String experiment = api.result(Api.accepted(api.post("/v1/experiments", request)))
                    .path("experiment")
                    .asString();
            List<JsonNode> traces = api.get("/v1/experiments/" + experiment + "/table")
                    .expect(200)
                    .json()
                    .path("cells")
                    .valueStream()
                    .map(cell -> cell.path("seeds").get(0).path("trace"))
                    .toList();
            List<String> evaluations = traces.stream()
                    .map(trace -> trace.path("evaluation").asString())
                    .toList();
            String dataset = api.get("/v1/evaluations/" + evaluations.get(0))
                    .expect(200)
                    .json()
                    .path("dataset")
                    .asString();
            return new Models(
                    dataset,
                    traces.stream()
                            .map(trace -> trace.path("checkpoint").asString())
                            .toList(),
                    evaluations);
        }
    }

    @Test
    void two_models_are_compared_on_the_same_films_and_the_difference_changes_sign_with_their_order() {
        Models models = Models.TRAINED;
        String first = models.evaluations().get(0);
        String second = models.evaluations().get(1);
        JsonNode one = api.get("/v1/evaluations/" + first + "/comparison?with=" + second)
                .expect(200)
                .json();
        JsonNode other = api.get("/v1/evaluations/" + second + "/comparison?with=" + first)
                .expect(200)
                .json();
        assertThat(one.path("dataset").asString()).isEqualTo(models.dataset());
        assertThat(one.path("first").path("subject").asString())
                .isEqualTo("checkpoint:" + models.checkpoints().get(0));
        assertThat(one.path("differences")).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.path("pValue").asDouble()).isBetween(0.0, 1.0);
            assertThat(difference.path("low").asDouble())
                    .isLessThanOrEqualTo(difference.path("high").asDouble());
        });
        assertThat(one.path("differences").get(0).path("difference").asDouble())
                .isEqualTo(-other.path("differences").get(0).path("difference").asDouble());
        api.get("/v1/evaluations/" + first + "/comparison?with=" + first).problem(400, "validation-failed");
        api.get("/v1/evaluations/" + first + "/comparison?with=" + UNKNOWN).problem(404, "evaluation-not-found");
        api.get("/v1/evaluations/" + first + "/comparison?with=" + second + "&draws=1")
                .problem(400, "validation-failed");
    }

    @Test
    void grounding_gives_numbers_and_pictures_that_can_be_fetched() throws IOException {
        Models models = Models.TRAINED;
        Map<String, Object> request = Map.of(
                "task",
                "zero-shot-grounding",
                "model",
                Map.of("checkpoint", models.checkpoints().get(0)),
                "dataset",
                models.dataset(),
                "question",
                Map.of("classes", "chexpert-5"));
        JsonNode result = api.result(Api.accepted(api.post("/v1/evaluations", request)));
        String path = "/v1/evaluations/" + result.path("evaluation").asString();
        JsonNode evaluation = api.get(path).expect(200).json();
        assertThat(evaluation.path("metrics"))
                .extracting(metric -> metric.path("name").asString())
                .contains("iou", "dice", "contrast-to-noise", "pointing-game");
        Answer overlays = api.get(path + "/files/overlays.png").expect(200);
        assertThat(overlays.header("Content-Type")).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(overlays.bytes())).getWidth())
                .isGreaterThan(100);
        assertThat(api.get(path + "/files/sweep.svg").expect(200).text()).startsWith("<svg");
        assertThat(api.get(path + "/report.html").expect(200).text()).contains("data:image/png;base64,");
        assertThat(api.get(path + "/report.md").expect(200).text()).contains("| finding | films |");
        api.get(path + "/files/no-such-file.png").problem(404, "report-not-found");
        // Two numbers of other questions cannot be told apart film by film.
        api.get(path + "/comparison?with=" + models.evaluations().get(0)).problem(409, "different-questions");
    }

    @Test
    void everything_that_is_wrong_with_an_evaluation_is_told_at_once() {
        String dataset = Platforms.reference().path("dataset").asString();
        JsonNode problem = api.post(
                        "/v1/evaluations",
                        Map.of(
                                "task",
                                "segmentation",
                                "model",
                                Map.of("checkpoint", UNKNOWN),
                                "dataset",
                                dataset,
                                "training",
                                Map.of("fraction", 0, "seeds", List.of(1, 1), "preset", "no-such-preset"),
                                "question",
                                Map.of("classes", "nih-14")))
                .problem(400, "validation-failed");
        assertThat(problem.path("violations").size()).isGreaterThan(1);
        api.post(
                        "/v1/evaluations",
                        Map.of("task", "tea-leaves", "model", Map.of("checkpoint", UNKNOWN), "dataset", dataset))
                .problem(400, "validation-failed");
    }
}
