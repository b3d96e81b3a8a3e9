package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of two methods on two arms, with everything that can stand in a cell. */
final class Tables {

    static final Column ZERO_SHOT = new Column("zero-shot", "auc", null);
    static final Column ONE_PERCENT = new Column("RSNA_seg", "dice", 0.01);
    static final Testing TESTING = new Testing("real", 0.95, 2_000);
    static final String REASON = "draws must be at most 500 for so many films and findings, found 2000";
    static final Column ALL = new Column("RSNA_seg", "dice", 1.0);

    private Tables() {}

    static ResultTable example() {
        List<Row> rows = List.of(
                new Row("ConVIRT", "real"),
                new Row("ConVIRT", "mixed & more"),
                new Row("GLoRIA", "real"),
                new Row("GLoRIA", "mixed & more"));
        FilmComparison compared =
                new FilmComparison.Made(rows.get(1), ZERO_SHOT, Comparison.Test.BOOTSTRAP, 0.2, 0.1, 0.3, 0.002);
        FilmComparison refused = new FilmComparison.Refused(rows.get(1), ONE_PERCENT, REASON);
        Map<String, List<Column>> sections = new LinkedHashMap<>();
        sections.put("Zero-shot classification", List.of(ZERO_SHOT));
        sections.put("Semantic segmentation", List.of(ONE_PERCENT, ALL));
        ResultTable measured = new TableBuilder("real_vs_mixed", TESTING, rows, sections)
                .build(Tables::results, List.of(compared, refused));
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
            return mixed ? List.of(over(1, 0.7, 0.62, 0.78), over(2, 0.72, 0.64, 0.8)) : seeds(0.4, 0.5, 0.63);
        }
        return column.equals(ALL) && mixed
                ? List.of(SeedResult.measured(1, 0.61234), failed(2))
                : seeds(0.4, mixed ? 0.55 : 0.42);
    }

    private static List<SeedResult> seeds(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> SeedResult.measured(i + 1, values[i]))
                .toList();
    }

    private static SeedResult over(long seed, double value, double low, double high) {
        return new SeedResult(seed, value, low, high, null, SeedResult.Trace.NONE);
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
