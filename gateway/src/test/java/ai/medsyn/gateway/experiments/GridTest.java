package ai.medsyn.gateway.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.http.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GridTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final PublishedResults PUBLISHED = new PublishedResults(JSON);
    private static final String SMALL = """
            {"name":"grid",
             "arms":[{"name":"real","datasets":[{"dataset":"00000000-0000-0000-0000-000000000001"}]},
                     {"name":"mixed","datasets":[{"dataset":"00000000-0000-0000-0000-000000000001"},
                                                 {"dataset":"00000000-0000-0000-0000-000000000002","weight":0.5}]}],
             "methods":[{"name":"ConVIRT","preset":"convirt-mgca"}],
             "tasks":[{"evaluation":{"task":"zero-shot-classification","dataset":"00000000-0000-0000-0000-000000000003"}},
                      {"name":"RSNA","evaluation":{"task":"segmentation","dataset":"00000000-0000-0000-0000-000000000003"}}],
             "fractions":[0.1,1], "seeds":[5,6], "budget":{"mode":"EQUAL_STEPS","steps":10}}
            """;

    private final List<Violation> violations = new ArrayList<>();

    private ExperimentSpec read(String json) {
        return RequestReader.read(JSON.readValue(json, ExperimentRequest.class), PUBLISHED, violations);
    }

    @Test
    void a_whole_table_of_one_seed_comes_before_the_next_seed() {
        Grid grid = Grid.of(read(SMALL));
        assertThat(violations).isEmpty();
        assertThat(grid.runs()).hasSize(2 * 2 * (1 + 1 + 2));
        assertThat(grid.runs().subList(0, 5))
                .extracting(Grid.Run::title)
                .containsExactly(
                        "training ConVIRT, real, seed 5",
                        "zero-shot-classification of ConVIRT, real, seed 5",
                        "RSNA of ConVIRT, real, seed 5",
                        "RSNA of ConVIRT, real, seed 5",
                        "training ConVIRT, mixed, seed 5");
        assertThat(grid.runs()).extracting(Grid.Run::seed).isSorted();
        assertThat(grid.runs()).allSatisfy(run -> {
            assertThat(grid.at(run.position())).isSameAs(run);
            assertThat(grid.at(run.training()).isTraining()).isTrue();
        });
        assertThat(grid.runs().subList(1, 4)).extracting(Grid.Run::fraction).containsExactly(null, 0.1, 1.0);
    }

    @Test
    void what_a_request_leaves_open_gets_the_papers_headline_and_a_baseline() {
        ExperimentSpec spec = read(SMALL);
        assertThat(spec.baseline()).isEqualTo("real");
        assertThat(spec.level()).isEqualTo(0.95);
        assertThat(spec.tasks())
                .extracting(task -> task.metrics().get(0).name())
                .containsExactly("auc", "dice");
        assertThat(spec.tasks())
                .extracting(ExperimentSpec.Task::section)
                .containsExactly("Zero-shot classification", "Semantic segmentation");
        assertThat(spec.draws()).isEqualTo(2_000);
        assertThat(spec.tasks().get(0).name()).isEqualTo("zero-shot-classification");
    }

    @Test
    void requests_for_services_are_those_that_any_client_would_write() {
        ExperimentSpec spec = read(SMALL);
        Grid grid = Grid.of(spec);
        ServiceRequests requests = new ServiceRequests(spec, java.util.Map.of());
        Grid.Run mixed = grid.at(4);
        assertThat(JSON.valueToTree(requests.training(
                                mixed.method(), mixed.arm(), mixed.seed(), ServiceRequests.Length.of(spec.budget())))
                        .toString())
                .contains("\"weight\":0.5", "\"unit\":\"STEPS\"", "\"amount\":10", "\"seed\":5");
        Grid.Run segmentation = grid.at(2);
        java.util.UUID checkpoint = new java.util.UUID(0, 9);
        assertThat(JSON.valueToTree(requests.evaluation(segmentation.asked(), segmentation.fraction(), 5, checkpoint))
                        .toString())
                .contains("\"training\":{\"fraction\":0.1,\"seeds\":[5]}", "\"checkpoint\":\"" + checkpoint);
    }

    @Test
    void everything_that_is_wrong_with_a_request_is_found_at_once() {
        read("""
                {"name":"no spaces","builds":{"Bad Name":{"count":1},"ok":{"count":0,"size":8}},
                 "arms":[{"name":"a","datasets":[]},{"name":"a","datasets":[{"build":"unknown"},{}]}],
                 "methods":[],"tasks":[{"evaluation":{"task":"zero-shot-classification","model":{}},"fractions":[0.5],
                 "published":{"table":"2310.07027-classification","column":"nowhere"}},null],
                 "fractions":[0,2],"seeds":[],"budget":{"mode":"EQUAL_EPOCHS","steps":0},"baseline":"b",
                 "parallelism":0,"level":2,"draws":99,"checkpoint":"MIDDLE"}
                """);
        assertThat(violations)
                .extracting(Violation::field)
                .contains(
                        "name",
                        "builds",
                        "builds.ok.count",
                        "builds.ok.size",
                        "arms[0].datasets",
                        "arms[1].name",
                        "arms[1].datasets[0].build",
                        "arms[1].datasets[1]",
                        "methods",
                        "tasks[0].evaluation.model",
                        "tasks[0].evaluation.dataset",
                        "tasks[0].fractions",
                        "tasks[0].published.column",
                        "tasks[1].evaluation",
                        "fractions[0]",
                        "fractions[1]",
                        "seeds",
                        "budget.steps",
                        "baseline",
                        "parallelism",
                        "level",
                        "draws",
                        "checkpoint");
    }

    @Test
    void a_grid_beyond_the_limit_is_refused() {
        String seeds = java.util.stream.IntStream.range(0, 20)
                .mapToObj(Integer::toString)
                .collect(java.util.stream.Collectors.joining(","));
        String arms = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> "{\"name\":\"a" + i
                        + "\",\"datasets\":[{\"dataset\":\"00000000-0000-0000-0000-000000000001\"}]}")
                .collect(java.util.stream.Collectors.joining(","));
        read(SMALL.replaceAll("\"seeds\":\\[5,6]", "\"seeds\":[" + seeds + "]")
                .replaceAll("(?s)\"arms\":\\[.*?\"methods\"", "\"arms\":[" + arms + "],\"methods\"")
                .replace("\"fractions\":[0.1,1]", "\"fractions\":[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1]"));
        // 20 arms x 20 seeds x (training + zero-shot + 10 fractions) = 4800 still fits; two methods do not.
        assertThat(violations).isEmpty();
        read(SMALL.replaceAll("\"seeds\":\\[5,6]", "\"seeds\":[" + seeds + "]")
                .replaceAll("(?s)\"arms\":\\[.*?\"methods\"", "\"arms\":[" + arms + "],\"methods\"")
                .replace("\"fractions\":[0.1,1]", "\"fractions\":[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1]")
                .replace("{\"name\":\"ConVIRT\"", "{\"name\":\"other\",\"preset\":\"gloria\"},{\"name\":\"ConVIRT\""));
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("body");
            assertThat(violation.found()).isEqualTo(9600L);
        });
    }

    @Test
    void built_in_experiments_are_sound_and_any_member_may_be_replaced() {
        ExperimentRequest whole =
                new BuiltInExperiments(JSON).find("two-hospitals").orElseThrow();
        ExperimentSpec spec = RequestReader.read(whole, PUBLISHED, violations);
        assertThat(violations).isEmpty();
        assertThat(spec.arms()).extracting(ExperimentSpec.Arm::name).containsExactly("real", "synthetic", "mixed");
        assertThat(spec.builds().values())
                .extracting(ExperimentSpec.Build::generator)
                .allMatch(generator -> generator.matches("phantom-\\d+-hospital-[ab]"));
        ExperimentRequest own =
                JSON.readValue("{\"builtIn\":\"two-hospitals\",\"seeds\":[9]}", ExperimentRequest.class);
        assertThat(RequestReader.read(own.over(whole), PUBLISHED, violations).seeds())
                .containsExactly(9L);
    }

    @Test
    void a_specification_survives_being_stored_as_json() {
        ExperimentSpec spec = read(SMALL);
        assertThat(JSON.readValue(JSON.writeValueAsString(spec), ExperimentSpec.class))
                .isEqualTo(spec);
    }
}
