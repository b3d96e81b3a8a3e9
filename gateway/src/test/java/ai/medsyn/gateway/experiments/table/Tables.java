package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A table of two methods on two arms, with everything that can stand in a cell. */
final class Tables {

    static final Column ZERO_SHOT = new Column("zero-shot", "auc", null);
    static final Column ONE_PERCENT = new Column("RSNA_seg", "dice", 0.01);
    static final Column ALL = new Column("RSNA_seg", "dice", 1.0);

    private Tables() {}

    static ResultTable example() {
        List<Row> rows = List.of(
                new Row("ConVIRT", "real"),
                new Row("ConVIRT", "mixed & more"),
                new Row("GLoRIA", "real"),
                new Row("GLoRIA", "mixed & more"));
        FilmComparison compared =
                new FilmComparison(rows.get(1), ZERO_SHOT, Comparison.Test.BOOTSTRAP, 0.2, 0.1, 0.3, 0.002);
        ResultTable measured = new TableBuilder(
                        "real_vs_mixed", "real", 0.95, rows, List.of(ZERO_SHOT, ONE_PERCENT, ALL))
                .build(Tables::results, List.of(compared));
        Published paper = new Published(
                "paper-1",
                "A Paper, arXiv:1",
                "https://example.org/1",
                "Table about RSNA",
                "One run.",
                List.of(),
                List.of());
        List<@Nullable Double> values = new ArrayList<>(Arrays.asList(null, 0.55, 0.675));
        return measured.beside(List.of(new Published.Beside(
                paper, List.of(new Published.Beside.Printed(new Row("ConVIRT", "real MIMIC-CXR"), values)))));
    }

    private static List<SeedResult> results(Row row, Column column) {
        boolean mixed = row.arm().startsWith("mixed");
        if (row.method().equals("GLoRIA")) {
            return mixed ? List.of(failed(1), failed(2)) : List.of(waiting(1), waiting(2));
        }
        if (column.equals(ZERO_SHOT)) {
            return mixed ? seeds(0.7, 0.72) : seeds(0.5, 0.52);
        }
        return column.equals(ALL) && mixed
                ? List.of(SeedResult.measured(1, 0.61234), failed(2))
                : seeds(0.4, mixed ? 0.55 : 0.42);
    }

    private static List<SeedResult> seeds(double first, double second) {
        return List.of(SeedResult.measured(1, first), SeedResult.measured(2, second));
    }

    private static SeedResult failed(long seed) {
        UUID training = UUID.fromString("00000000-0000-0000-0000-00000000000" + seed);
        return new SeedResult(
                seed,
                null,
                null,
                null,
                "loss-not-finite: step 3, \"NaN\"",
                new SeedResult.Trace(training, null, null, true, false));
    }

    private static SeedResult waiting(long seed) {
        return new SeedResult(seed, null, null, null, null, SeedResult.Trace.NONE);
    }
}
