package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the table of what the runs gave: summaries, tests against the baseline, Holm's correction over all of them. */
public final class TableBuilder {

    private final String name;
    private final String baseline;
    private final double level;
    private final List<Row> rows;
    private final List<Column> columns;

    /** @param baseline name of an arm among the rows */
    public TableBuilder(String name, String baseline, double level, List<Row> rows, List<Column> columns) {
        this.name = name;
        this.baseline = baseline;
        this.level = level;
        this.rows = List.copyOf(rows);
        this.columns = List.copyOf(columns);
    }

    /** What the seeds gave at a row and a column, in the order of the seeds. */
    @FunctionalInterface
    public interface Results {
        List<SeedResult> at(Row row, Column column);
    }

    /** The table without numbers of papers. */
    public ResultTable build(Results results, List<FilmComparison> comparisons) {
        Map<Place, List<SeedResult>> seeds = new LinkedHashMap<>();
        rows.forEach(row -> columns.forEach(column -> seeds.put(new Place(row, column), results.at(row, column))));
        Map<Place, Comparison> tests = corrected(tests(seeds, comparisons));
        List<List<Cell>> cells = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> new Place(row, column))
                        .map(place -> cell(place, at(seeds, place), tests.get(place)))
                        .toList())
                .toList();
        return new ResultTable(name, baseline, level, rows, columns, cells, List.of());
    }

    private record Place(Row row, Column column) {}

    private static List<SeedResult> at(Map<Place, List<SeedResult>> seeds, Place place) {
        return Objects.requireNonNullElse(seeds.get(place), List.of());
    }

    private Cell cell(Place place, List<SeedResult> seeds, @Nullable Comparison comparison) {
        Summary summary = Summary.of(seeds, level);
        Double chance = place.column().kind().chance();
        return new Cell(summary, summary != null && chance != null && summary.holds(chance), comparison, seeds);
    }

    private Map<Place, Comparison> tests(Map<Place, List<SeedResult>> seeds, List<FilmComparison> comparisons) {
        Map<Place, Comparison> tests = new LinkedHashMap<>();
        comparisons.forEach(made -> tests.put(
                new Place(made.row(), made.column()),
                new Comparison(made.test(), made.difference(), made.low(), made.high(), made.pValue(), made.pValue())));
        for (Place place : seeds.keySet()) {
            Place reference = new Place(new Row(place.row().method(), baseline), place.column());
            if (!place.equals(reference) && !tests.containsKey(place)) {
                Comparison test = overSeeds(at(seeds, place), at(seeds, reference));
                if (test != null) {
                    tests.put(place, test);
                }
            }
        }
        return tests;
    }

    /** Pairs the seeds that both arms were measured with. */
    private @Nullable Comparison overSeeds(List<SeedResult> own, List<SeedResult> reference) {
        Map<Long, Double> ofReference = new LinkedHashMap<>();
        reference.stream()
                .filter(result -> result.value() != null)
                .forEach(result -> ofReference.put(result.seed(), result.value()));
        double[] differences = own.stream()
                .filter(result -> result.value() != null && ofReference.containsKey(result.seed()))
                .mapToDouble(result ->
                        Objects.requireNonNull(result.value()) - Objects.requireNonNull(ofReference.get(result.seed())))
                .toArray();
        Double pValue = StudentT.pairedTest(differences);
        if (pValue == null) {
            return null;
        }
        StudentT.Interval interval = StudentT.interval(differences, level);
        return new Comparison(
                Comparison.Test.T_OVER_SEEDS, interval.mean(), interval.low(), interval.high(), pValue, pValue);
    }

    private static Map<Place, Comparison> corrected(Map<Place, Comparison> tests) {
        List<Place> places = new ArrayList<>(tests.keySet());
        List<Double> adjusted =
                Holm.adjusted(tests.values().stream().map(Comparison::pValue).toList());
        Map<Place, Comparison> corrected = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            Comparison test = Objects.requireNonNull(tests.get(places.get(i)));
            corrected.put(
                    places.get(i),
                    new Comparison(
                            test.test(), test.difference(), test.low(), test.high(), test.pValue(), adjusted.get(i)));
        }
        return corrected;
    }
}
