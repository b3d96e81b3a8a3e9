package ai.medsyn.gateway.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.gateway.experiments.PairedTests.Comparer;
import ai.medsyn.gateway.experiments.PairedTests.Difference;
import ai.medsyn.gateway.experiments.table.Comparison;
import ai.medsyn.gateway.experiments.table.FilmComparison;
import ai.medsyn.gateway.experiments.table.FilmComparison.Made;
import ai.medsyn.gateway.experiments.table.FilmComparison.Refused;
import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which cells are compared film by film, and what is said of those that are not. */
class PairedTestsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One method, two arms, two seeds; a task with two metrics of all films and one of a view, and one at two fractions. */
    private static final ExperimentSpec SPEC = RequestReader.read(
            JSON.readValue("""
                    {"arms":[{"name":"real","datasets":[{"dataset":"00000000-0000-0000-0000-000000000001"}]},
                             {"name":"synthetic","datasets":[{"dataset":"00000000-0000-0000-0000-000000000002"}]}],
                     "methods":[{"name":"ConVIRT","preset":"convirt-mgca"}],
                     "tasks":[{"name":"NIH","evaluation":{"task":"zero-shot-classification","dataset":"00000000-0000-0000-0000-000000000003"},
                               "metrics":[{"name":"auc"},{"name":"f1"},{"name":"auc","label":"Edema","subset":"view PA"}]},
                              {"name":"RSNA","evaluation":{"task":"segmentation","dataset":"00000000-0000-0000-0000-000000000003"}}],
                     "fractions":[0.1,1], "seeds":[5,6], "budget":{"mode":"EQUAL_STEPS","steps":10}, "draws":500}
                    """, ExperimentRequest.class), new PublishedResults(JSON), new ArrayList<>());

    private static final Grid GRID = Grid.of(SPEC);

    /** @param failed position of a run that did not end well; -1 for none */
    private static List<FilmComparison> compare(Comparer comparer, int failed) {
        List<RunState> states = GRID.runs().stream()
                .map(run -> run.position() == failed
                        ? RunState.waiting(failed).failed(1, "no-films", "none")
                        : RunState.waiting(run.position()).done(new UUID(0, run.position()), false, null))
                .toList();
        JobRun<ExperimentSpec> run = new JobRun<>(new JobId(new UUID(1, 1)), SPEC, "radiology");
        return new PairedTests(comparer).of(run, GRID, states);
    }

    private static Comparer refusing(RequestRefused refused) {
        return (first, second, spec, caller) -> {
            throw refused;
        };
    }

    private static List<String> reasons(List<FilmComparison> comparisons) {
        return comparisons.stream()
                .filter(Refused.class::isInstance)
                .map(each -> each.column() + ": " + ((Refused) each).reason())
                .toList();
    }

    @Test
    void all_seeds_of_an_arm_are_compared_with_those_of_the_baseline_in_as_many_draws_as_were_asked_for() {
        List<List<UUID>> asked = new ArrayList<>();
        List<FilmComparison> comparisons = compare(
                (first, second, spec, caller) -> {
                    assertThat(spec.draws()).isEqualTo(500);
                    assertThat(caller.team()).isEqualTo("radiology");
                    asked.addAll(List.of(first, second));
                    return List.of(new Difference("macro", "auc", 0.1, 0.05, 0.15, 0.01, "delong"));
                },
                -1);
        // Runs of a training: itself, NIH, RSNA at 10 % and at 100 %; real then synthetic, seed 5 then seed 6.
        assertThat(asked.subList(0, 2))
                .containsExactly(List.of(new UUID(0, 5), new UUID(0, 13)), List.of(new UUID(0, 1), new UUID(0, 9)));
        assertThat(comparisons.get(0)).isInstanceOfSatisfying(Made.class, made -> {
            assertThat(made.row().arm()).isEqualTo("synthetic");
            assertThat(made.test()).isEqualTo(Comparison.Test.DELONG);
        });
        assertThat(comparisons).hasSize(3 + 2);
    }

    @Test
    void a_number_that_no_film_can_be_asked_about_says_which_ones_can() {
        List<FilmComparison> comparisons = compare(
                (first, second, spec, caller) -> List.of(
                        new Difference("macro", "auc", 0.1, 0.05, 0.15, 0.01, "bootstrap"),
                        new Difference("macro", "average-precision", 0.1, 0.05, 0.15, 0.01, "bootstrap"),
                        new Difference("macro", "dice", 0.1, 0.05, 0.15, 0.01, "bootstrap")),
                -1);
        assertThat(reasons(comparisons))
                .containsExactly(
                        "NIH, f1: f1 is not computed from what is kept of every film; [auc, average-precision, dice] are",
                        "NIH, auc/Edema: only numbers of all films are compared, not those of view PA");
    }

    @Test
    void films_of_one_patient_allow_no_test_at_all() {
        assertThat(reasons(compare((first, second, spec, caller) -> List.of(), -1)))
                .contains(
                        "NIH, auc: auc has no paired test over these films, nor has any other metric: it takes two patients or more");
    }

    @Test
    void too_many_films_for_the_draws_are_told_with_the_number_that_is_possible() {
        RequestRefused refused = RequestRefused.invalid(
                List.of(new Violation("draws", "must be at most 120 for so many films and findings", 500)));
        assertThat(reasons(compare(refusing(refused), -1)))
                .hasSize(5)
                .contains("RSNA, dice, 10%: draws must be at most 120 for so many films and findings, found 500");
        // As it comes over HTTP: the violations are maps.
        RequestRefused passedOn = new RequestRefused(new Problem(
                400,
                "validation-failed",
                "one violation",
                Map.of("violations", List.of(Map.of("field", "draws", "message", "must be less", "found", 500))),
                null));
        assertThat(reasons(compare(refusing(passedOn), -1))).contains("NIH, auc: draws must be less, found 500");
    }

    @Test
    void other_films_are_told_in_the_words_of_the_service() {
        RequestRefused refused = RequestRefused.conflict("different-films", "expected the same films, found 3 and 4");
        assertThat(reasons(compare(refusing(refused), -1)))
                .contains("RSNA, dice, 100%: expected the same films, found 3 and 4");
    }

    @Test
    void a_seed_that_failed_leaves_its_column_alone_uncompared() {
        List<FilmComparison> comparisons = compare(
                (first, second, spec, caller) -> List.of(
                        new Difference("macro", "auc", 0.1, 0.05, 0.15, 0.01, "bootstrap"),
                        new Difference("macro", "dice", 0.1, 0.05, 0.15, 0.01, "bootstrap")),
                14);
        assertThat(reasons(comparisons))
                .contains(
                        "RSNA, dice, 10%: expected an evaluation of each of 2 seeds on both sides, found 1 and 2 that ended well");
        assertThat(comparisons).filteredOn(Made.class::isInstance).hasSize(2);
    }

    @Test
    void a_service_that_is_out_of_order_is_no_reason_but_an_error_to_try_again() {
        RequestRefused down = new RequestRefused(Problem.of(503, "service-unavailable", "no answer"));
        assertThatThrownBy(() -> compare(refusing(down), -1)).isSameAs(down);
        RequestRefused busy = RequestRefused.tooMany("queue-full", "wait", Duration.ofSeconds(1));
        assertThatThrownBy(() -> compare(refusing(busy), -1)).isSameAs(busy);
    }
}
