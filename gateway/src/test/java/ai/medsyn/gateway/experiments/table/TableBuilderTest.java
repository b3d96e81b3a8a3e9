package ai.medsyn.gateway.experiments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TableBuilderTest {

    private static final Row REAL = new Row("ConVIRT", "real");
    private static final Row SYNTHETIC = new Row("ConVIRT", "synthetic");
    private static final Column AUC = new Column("zero-shot", "auc", null);

    private static final Map<String, List<Column>> SECTIONS = Map.of("Zero-shot classification", List.of(AUC));

    private final ResultTable table = Tables.example();

    @Test
    void a_cell_of_three_seeds_is_their_mean_with_an_interval_over_them_that_holds_no_impossible_value() {
        Summary summary = Objects.requireNonNull(table.cell(0, 0).summary());
        assertThat(summary.seeds()).isEqualTo(3);
        assertThat(summary.mean()).isCloseTo(0.51, within(1e-12));
        assertThat(summary.deviation()).isCloseTo(Math.sqrt(0.0266 / 2), within(1e-12));
        assertThat(summary.over()).isEqualTo(Summary.Over.SEEDS);
        assertThat(summary.low()).isCloseTo(0.51 - 4.302653 * Math.sqrt(0.0133 / 3), within(1e-6));
        Summary wide = Objects.requireNonNull(
                one(SeedResult.measured(1, 0.1), SeedResult.measured(2, 0.5), SeedResult.measured(3, 0.9))
                        .cell(0, 0)
                        .summary());
        assertThat(wide.low()).isEqualTo(0);
        assertThat(wide.high()).isEqualTo(1);
    }

    @Test
    void two_seeds_tell_nothing_of_a_third_so_their_interval_is_over_films() {
        Summary summary = Objects.requireNonNull(table.cell(1, 0).summary());
        assertThat(summary.seeds()).isEqualTo(2);
        assertThat(summary.mean()).isCloseTo(0.71, within(1e-12));
        assertThat(summary.deviation()).isCloseTo(0.02 / Math.sqrt(2), within(1e-12));
        assertThat(summary.over()).isEqualTo(Summary.Over.FILMS);
        assertThat(summary.low()).isCloseTo(0.63, within(1e-12));
        assertThat(summary.high()).isCloseTo(0.79, within(1e-12));
        Summary without = Objects.requireNonNull(table.cell(0, 1).summary());
        assertThat(without.deviation()).isNotNull();
        assertThat(without.over()).isNull();
    }

    @Test
    void one_seed_keeps_the_interval_of_its_evaluation() {
        SeedResult only = new SeedResult(3, 0.8, 0.7, 0.88, null, SeedResult.Trace.NONE);
        Cell cell = one(only).cell(0, 0);
        assertThat(cell.summary()).isEqualTo(new Summary(1, 0.8, null, 0.7, 0.88, Summary.Over.FILMS));
        assertThat(cell.chance()).isFalse();
    }

    @Test
    void an_auc_whose_interval_holds_one_half_is_chance_and_a_dice_never_is() {
        assertThat(table.cell(0, 0).chance()).isTrue();
        assertThat(one(new SeedResult(3, 0.8, 0.51, 0.9, null, SeedResult.Trace.NONE))
                        .cell(0, 0)
                        .chance())
                .isFalse();
        assertThat(table.cells().stream().map(row -> row.get(1))).noneMatch(Cell::chance);
    }

    @Test
    void every_arm_but_the_baseline_is_tested_and_a_test_over_films_comes_before_one_over_seeds() {
        assertThat(table.cell(0, 0).comparison()).isNull();
        assertThat(Objects.requireNonNull(table.cell(1, 0).comparison()).test()).isEqualTo(Comparison.Test.BOOTSTRAP);
        assertThat(Objects.requireNonNull(table.cell(1, 1).comparison()).test())
                .isEqualTo(Comparison.Test.T_OVER_SEEDS);
        // One seed of the last cell failed: a single pair is no test.
        assertThat(table.cell(1, 2).comparison()).isNull();
        assertThat(table.tests(Comparison.Test.BOOTSTRAP)).isEqualTo(1);
        assertThat(table.tests(Comparison.Test.T_OVER_SEEDS)).isEqualTo(1);
        assertThat(table.tests(null)).isEqualTo(2);
        assertThat(table.cell(1, 0).notCompared()).isNull();
        assertThat(table.cell(1, 1).notCompared()).isEqualTo(Tables.REASON);
    }

    @Test
    void p_values_are_corrected_over_the_whole_table() {
        // Two tests in all: 0.002 is the smaller one and counts twice.
        Comparison first = Objects.requireNonNull(table.cell(1, 0).comparison());
        assertThat(first.pValue()).isEqualTo(0.002);
        assertThat(first.adjusted()).isCloseTo(0.004, within(1e-12));
        assertThat(first.significant(0.95)).isTrue();
        assertThat(first.significant(0.999)).isFalse();
    }

    @Test
    void seeds_are_paired_by_their_number_and_not_by_their_place() {
        ResultTable mixed = new TableBuilder("t", Tables.TESTING, List.of(REAL, SYNTHETIC), SECTIONS)
                .build(
                        (row, column) -> row.equals(REAL)
                                ? List.of(
                                        SeedResult.measured(1, 0.5),
                                        SeedResult.measured(2, 0.6),
                                        SeedResult.measured(3, 0.9))
                                : List.of(SeedResult.measured(2, 0.8), SeedResult.measured(1, 0.6)),
                        List.of());
        Comparison test = Objects.requireNonNull(mixed.cell(1, 0).comparison());
        assertThat(test.difference()).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void errors_are_told_once_and_seeds_that_wait_are_no_errors() {
        assertThat(table.cell(3, 0).errors()).containsExactly("loss-not-finite: step 3, \"NaN\"");
        assertThat(table.cell(3, 0).failed()).isEqualTo(2);
        assertThat(table.cell(2, 0).failed()).isZero();
        assertThat(table.cell(2, 0).summary()).isNull();
    }

    private static ResultTable one(SeedResult... results) {
        return new TableBuilder("t", Tables.TESTING, List.of(REAL), SECTIONS)
                .build((row, column) -> List.of(results), List.of());
    }
}
