package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Experiments through the public API: datasets, trainings, evaluations and the table, with every service real. */
class ExperimentTest {

    private final Api api = Platforms.api();

    private Map<String, Object> tiny(String name, int seed) {
        JsonNode builtIn = api.get("/v1/built-in-experiments").expect(200).json();
        return TinyExperiment.request(name, builtIn, seed, 2, Map.of("learningRate", 3e-4));
    }

    @Test
    void one_call_makes_datasets_trains_evaluates_and_gives_a_table_and_a_second_call_takes_all_of_it() {
        String job = Api.accepted(api.post("/v1/experiments", tiny("two-hospitals-tiny", 1)));
        assertProgress(api.events(job));
        JsonNode first = api.result(job);
        assertThat(first.path("trainings").asInt()).isEqualTo(2);
        assertThat(first.path("evaluations").asInt()).isEqualTo(2);
        assertThat(first.path("reused").asInt()).isZero();
        assertThat(first.path("tests").asInt()).isEqualTo(1);
        assertThat(first.path("notCompared")).isEmpty();
        String path = "/v1/experiments/" + first.path("experiment").asString();
        JsonNode table = api.get(path + "/table").expect(200).json();
        assertThat(table.path("cells")).hasSize(2).allSatisfy(cell -> {
            assertThat(cell.path("summary").path("mean").asDouble()).isBetween(0.0, 1.0);
            JsonNode trace = cell.path("seeds").get(0).path("trace");
            api.get("/v1/trainings/" + trace.path("training").asString()).expect(200);
            JsonNode evaluation = api.get(
                            "/v1/evaluations/" + trace.path("evaluation").asString())
                    .expect(200)
                    .json();
            assertThat(evaluation.path("subject").asString())
                    .isEqualTo("checkpoint:" + trace.path("checkpoint").asString());
        });
        assertThat(table.path("cells").get(1).path("comparison").path("test").asString())
                .isEqualTo("BOOTSTRAP");
        assertLineage(first.path("experiment").asString(), table.path("cells"));

        JsonNode second = api.result(Api.accepted(api.post("/v1/experiments", tiny("two-hospitals-tiny", 1))));
        assertThat(second.path("reused").asInt()).isEqualTo(4);
        String again = "/v1/experiments/" + second.path("experiment").asString();
        for (String layout : List.of("md", "csv", "tex")) {
            assertThat(api.get(again + "/table." + layout).expect(200).text())
                    .isEqualTo(api.get(path + "/table." + layout).expect(200).text());
        }
        assertThat(api.get(again + "/table.html").expect(200).text()).contains("<svg", "4 of them made before");
        assertThat(api.get(again + "/plot.svg").expect(200).text()).startsWith("<svg");
        JsonNode seen = api.get(again).expect(200).json();
        assertThat(seen.path("runs").path("done").asInt()).isEqualTo(4);
        assertThat(seen.path("cells"))
                .extracting(cell -> cell.path("reused").asBoolean())
                .containsOnly(true);
        assertThat(api.all("/v1/experiments", 1))
                .extracting(each -> each.path("id").asString())
                .contains(
                        first.path("experiment").asString(),
                        second.path("experiment").asString());
        assertThatForecastsFollowTheSizeOfTheWork();
    }

    private void assertThatForecastsFollowTheSizeOfTheWork() {
        Map<String, Object> longer = tiny("later", 9);
        longer.put("budget", Map.of("mode", "EQUAL_STEPS", "steps", 2_000));
        JsonNode builtIn = api.get("/v1/built-in-experiments").json();
        Map<String, Object> wider = TinyExperiment.request("later", builtIn, 9, 2_000, Map.of("batchSize", 8));
        assertThat(forecast(tiny("later", 9))).isPositive().isLessThan(forecast(longer) / 2);
        assertThat(forecast(wider)).as("four times the pairs").isGreaterThan(2 * forecast(longer));
    }

    private double forecast(Map<String, Object> request) {
        request.put("dryRun", true);
        JsonNode estimate = api.post("/v1/experiments", request).expect(200).json();
        assertThat(estimate.path("basis").asString()).startsWith("the team's last trainings");
        return estimate.path("expectedSeconds").asDouble();
    }

    /** Progress as it was streamed: it grows and ends with all runs. */
    private static void assertProgress(List<JsonNode> events) {
        List<Integer> done = events.stream()
                .filter(progress -> progress.path("total").asInt() == 4)
                .map(progress -> progress.path("done").asInt())
                .toList();
        assertThat(done).isSorted().endsWith(4);
        assertThat(events.get(events.size() - 1).path("state").asString()).isEqualTo("SUCCEEDED");
    }

    /** Everything behind an experiment, and the experiment from its data on. */
    private void assertLineage(String experiment, JsonNode cells) {
        Set<String> behind = nodes("experiment", experiment, "UPSTREAM");
        String dataset = "";
        for (JsonNode cell : cells) {
            JsonNode trace = cell.path("seeds").get(0).path("trace");
            String evaluation = trace.path("evaluation").asString();
            assertThat(behind)
                    .contains(
                            "evaluation " + evaluation,
                            "job " + evaluation,
                            "checkpoint " + trace.path("checkpoint").asString(),
                            "job " + trace.path("training").asString(),
                            "job " + experiment);
            dataset = api.get("/v1/evaluations/" + evaluation)
                    .json()
                    .path("dataset")
                    .asString();
            assertThat(behind).contains("dataset " + dataset);
            for (String kind : List.of("evaluation", "checkpoint")) {
                assertThat(nodes(kind, trace.path(kind).asString(), "DOWNSTREAM"))
                        .contains("experiment " + experiment);
            }
        }
        assertThat(behind).anyMatch(node -> node.startsWith("model phantom-"));
        assertThat(nodes("dataset", dataset, "DOWNSTREAM")).contains("experiment " + experiment);
    }

    private Set<String> nodes(String kind, String id, String direction) {
        return api.get("/v1/lineage?kind=" + kind + "&id=" + id + "&direction=" + direction)
                .expect(200)
                .json()
                .path("reached")
                .valueStream()
                .map(step -> step.path("node").path("kind").asString() + " "
                        + step.path("node").path("id").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void a_failed_cell_stands_in_the_table_with_its_error_and_retry_runs_it_alone() {
        Map<String, Object> request = tiny("two-hospitals-failing", 2);
        // A thousandth of eight films leaves none to learn from.
        Map<String, Object> failing = Map.of(
                "name",
                "linear",
                "build",
                "hospital-a",
                "evaluation",
                Map.of("task", "linear-classification", "question", Map.of("classes", "chexpert-5")),
                "fractions",
                List.of(0.001));
        request.put("tasks", List.of(TinyExperiment.ZERO_SHOT, failing));
        String job = Api.accepted(api.post("/v1/experiments", request));
        JsonNode ended = api.ended(job);
        assertThat(ended.path("error").path("code").asString()).as("%s", ended).isEqualTo("cells-failed");
        JsonNode table =
                api.get("/v1/experiments/" + job + "/table").expect(200).json();
        assertThat(table.path("cells"))
                .extracting(cell -> cell.path("summary").isNull())
                .containsExactly(false, true, false, true);
        assertThat(table.path("cells").get(1).path("seeds").get(0).path("error").asString())
                .startsWith("no-films");
        List<String> before = jobs(job);

        api.post("/v1/jobs/" + job + "/retry", Map.of()).expect(200);
        assertThat(api.ended(job).path("error").path("code").asString()).isEqualTo("cells-failed");
        assertThat(jobs(job)).isEqualTo(before);
        assertThat(api.job(failed(job)).path("attempts").asInt()).isEqualTo(2);
        assertThat(api.job(before.get(0)).path("attempts").asInt()).isEqualTo(1);
    }

    private List<String> jobs(String experiment) {
        return cells(experiment).stream()
                .map(cell -> cell.path("job").asString())
                .toList();
    }

    private String failed(String experiment) {
        return cells(experiment).stream()
                .filter(cell -> cell.path("state").asString().equals("FAILED"))
                .findFirst()
                .orElseThrow()
                .path("job")
                .asString();
    }

    private List<JsonNode> cells(String experiment) {
        return api.get("/v1/experiments/" + experiment)
                .expect(200)
                .json()
                .path("cells")
                .valueStream()
                .toList();
    }

    @Test
    void pause_resume_and_cancel_reach_what_runs() {
        Map<String, Object> request = tiny("two-hospitals-stopped", 6);
        request.put("budget", Map.of("mode", "EQUAL_STEPS", "steps", 1_000_000));
        String job = Api.accepted(api.post("/v1/experiments", request));
        api.await(job, seen -> !trainings(job).isEmpty());
        String training = trainings(job).get(0).path("id").asString();
        api.await(training, seen -> seen.path("progress").path("done").asInt() > 0);
        api.await(
                job,
                seen -> seen.path("progress").path("phase").asString("").matches("[12] running, 0 failed, \\d reused"));
        assertThat(api.get("/v1/experiments/" + job)
                        .json()
                        .path("runs")
                        .path("running")
                        .asInt())
                .isPositive();
        api.post("/v1/jobs/" + job + "/pause", Map.of()).expect(200);
        assertThat(api.job(training).path("state").asString()).isEqualTo("PAUSED");
        api.post("/v1/jobs/" + job + "/resume", Map.of()).expect(200);
        api.await(training, seen -> seen.path("state").asString().equals("RUNNING"));
        api.post("/v1/jobs/" + job + "/cancel", Map.of()).expect(200);
        assertThat(trainings(job))
                .extracting(each -> each.path("state").asString())
                .containsOnly("CANCELLED");
        api.post("/v1/jobs/" + job + "/cancel", Map.of()).expect(200);
        api.post("/v1/jobs/" + job + "/resume", Map.of()).problem(409, "job-wrong-state");
        assertThat(api.get("/v1/experiments/" + job).json().path("state").asString())
                .isEqualTo("CANCELLED");
        assertThat(api.get("/v1/experiments/" + job + "/table.md").expect(200).text())
                .contains("| ConVIRT | real | … |");
    }

    private List<JsonNode> trainings(String experiment) {
        return api.all("/v1/jobs?kind=training.run&parent=" + experiment, 100);
    }

    @Test
    void a_dry_run_counts_runs_and_steps_and_starts_nothing() {
        Map<String, Object> request = tiny("two-hospitals-dry", 3);
        request.put("seeds", List.of(3, 4, 5));
        request.put("dryRun", true);
        JsonNode estimate = api.post("/v1/experiments", request).expect(200).json();
        assertThat(estimate.path("builds").asInt()).isEqualTo(2);
        assertThat(estimate.path("trainings").asInt()).isEqualTo(6);
        assertThat(estimate.path("evaluations").asInt()).isEqualTo(6);
        assertThat(estimate.path("steps").asLong()).isEqualTo(12);
        assertThat(api.all("/v1/experiments", 100))
                .extracting(each -> each.path("name").asString())
                .doesNotContain("two-hospitals-dry");
    }

    @Test
    void built_in_experiments_and_published_numbers_can_be_read() {
        JsonNode builtIn = api.get("/v1/built-in-experiments").expect(200).json();
        assertThat(builtIn.path("two-hospitals").path("arms")).hasSize(3);
        JsonNode published = api.get("/v1/published-results").expect(200).json();
        assertThat(published.path("version").asInt()).isPositive();
        assertThat(published.path("tables")).isNotEmpty();
    }
}
