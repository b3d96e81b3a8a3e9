package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is wrong with an experiment is told before anything of it begins: by the form, and by the services that would run it. */
class ExperimentRefusalsTest {

    private static final Map<String, String> UNKNOWN_DATASET =
            Map.of("dataset", "00000000-0000-0000-0000-00000000000f");

    private final Api api = Platforms.api();

    @Test
    void everything_that_is_wrong_with_the_form_and_with_what_stands_beside_it_is_told_at_once() {
        Map<String, Object> request = request("no spaces", 7);
        request.put(
                "arms",
                List.of(
                        TinyExperiment.arm("real", "hospital-a"),
                        Map.of("name", "unknown", "datasets", List.of(UNKNOWN_DATASET))));
        request.put(
                "tasks",
                List.of(
                        Map.of(
                                "evaluation",
                                Map.of("task", "segmentation"),
                                "build",
                                "hospital-a",
                                "fractions",
                                List.of(0, 0.5, 0.5)),
                        Map.of(
                                "evaluation",
                                Map.of("task", "detection", "model", Map.of("id", "resnet")),
                                "build",
                                "hospital-c")));
        request.put("draws", 10);
        request.put("baseline", "nobody");
        assertThat(fields(request))
                .contains(
                        "name",
                        "arms[1].datasets[0].dataset",
                        "tasks[0].fractions[0]",
                        "tasks[0].fractions[2]",
                        "tasks[1].evaluation.model",
                        "tasks[1].build",
                        "draws",
                        "baseline");
        request.put("seeds", List.of(1, 2, 1));
        request.put("budget", Map.of("mode", "EQUAL_EPOCHS", "steps", 10, "epochs", 1));
        assertThat(fields(request)).contains("seeds[2]", "budget", "budget.steps");
    }

    @Test
    void an_empty_grid_and_one_beyond_the_limit_are_refused() {
        assertThat(fields(Map.of("name", "nothing"))).contains("arms", "methods", "tasks", "budget");
        Map<String, Object> request = request("huge", 8);
        request.put("seeds", IntStream.range(0, 20).boxed().toList());
        request.put(
                "methods",
                IntStream.range(0, 20)
                        .mapToObj(i -> Map.of("name", "method " + i, "preset", "gloria"))
                        .toList());
        List<Double> fractions =
                IntStream.rangeClosed(1, 20).mapToObj(i -> i / 20.0).toList();
        request.put(
                "tasks",
                List.of(Map.of(
                        "build",
                        "hospital-a",
                        "evaluation",
                        Map.of("task", "linear-classification"),
                        "fractions",
                        fractions)));
        assertThat(fields(request)).contains("body");
    }

    @Test
    void what_services_know_and_what_the_form_says_is_refused_with_every_violation_at_once() {
        String dataset = Platforms.reference().path("dataset").asString();
        Map<String, Object> request = request("two-hospitals-wrong", 4);
        request.put(
                "arms",
                List.of(
                        TinyExperiment.arm("real", "hospital-a"),
                        Map.of("name", "other", "datasets", List.of(Map.of("build", "hospital-b"), UNKNOWN_DATASET))));
        request.put(
                "methods",
                List.of(
                        Map.of("name", "one", "preset", "no-such-preset"),
                        Map.of("name", "two", "preset", "gloria", "overrides", Map.of("batchSize", 1))));
        request.put(
                "tasks",
                List.of(
                        Map.of("name", "a", "evaluation", Map.of("task", "no-such-task", "dataset", dataset)),
                        Map.of(
                                "name",
                                "b",
                                "build",
                                "hospital-a",
                                "evaluation",
                                Map.of(
                                        "task",
                                        "zero-shot-classification",
                                        "question",
                                        Map.of("classes", "no-such-list")))));
        JsonNode problem = api.post("/v1/experiments", request).problem(400, "validation-failed");
        assertThat(problem.path("violations"))
                .extracting(violation -> violation.path("field").asString())
                .contains(
                        "methods[0].preset",
                        "methods[1].overrides.batchSize",
                        "arms[1].datasets[1].dataset",
                        "tasks[0].evaluation.task",
                        "tasks[1].evaluation.question.classes")
                .doesNotContain("tasks[1].evaluation.dataset", "tasks[0].evaluation.model.checkpoint");
        api.get("/v1/experiments/00000000-0000-0000-0000-00000000000f/table").problem(404, "experiment-not-found");
    }

    private Map<String, Object> request(String name, int seed) {
        JsonNode builtIn = api.get("/v1/built-in-experiments").expect(200).json();
        return TinyExperiment.request(name, builtIn, seed, 2, Map.of());
    }

    private List<String> fields(Map<String, Object> request) {
        return api.post("/v1/experiments", request)
                .problem(400, "validation-failed")
                .path("violations")
                .valueStream()
                .map(violation -> violation.path("field").asString())
                .toList();
    }
}
