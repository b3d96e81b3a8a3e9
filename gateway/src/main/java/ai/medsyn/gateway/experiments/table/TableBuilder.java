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
    private final Testing testing;
    private final List<Row> rows;
    private final List<Section> sections = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    /**
     * A table without numbers.
     *
     * @param testing with the name of an arm among the rows as baseline
     * @param sections columns by the title of their section, in the order of the table
     */
    public TableBuilder(String name, Testing testing, List<Row> rows, Map<String, List<Column>> sections) {
        this.name = name;
        this.testing = testing;
        this.rows = List.copyOf(rows);
        sections.forEach((title, columnsOf) -> {
            this.sections.add(new Section(title, columns.size(), columns.size() + columnsOf.size()));
            columns.addAll(columnsOf);
        });
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
        Map<Place, String> reasons = new LinkedHashMap<>();
        for (FilmComparison comparison : comparisons) {
            if (comparison instanceof FilmComparison.Refused refused) {
                reasons.put(new Place(refused.row(), refused.column()), refused.reason());
            }
        }
        List<List<Cell>> cells = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> new Place(row, column))
                        .map(place -> cell(place, at(seeds, place), tests.get(place), reasons.get(place)))
                        .toList())
                .toList();
        return new ResultTable(name, testing, rows, sections, columns, cells, List.of());
    }

    private record Place(Row row, Column column) {}

    private static List<SeedResult> at(Map<Place, List<SeedResult>> seeds, Place place) {
        return Objects.requireNonNullElse(seeds.get(place), List.of());
    }

    private Cell cell(
            Place place, List<SeedResult> seeds, @Nullable Comparison comparison, @Nullable String notCompared) {
        Metric metric = place.column().kind();
        Summary summary = Summary.of(seeds, testing.level(), metric);
        Double chance = metric.chance();
        return new Cell(
                summary, summary != null && chance != null && summary.holds(chance), comparison, notCompared, seeds);
    }

    private Map<Place, Comparison> tests(Map<Place, List<SeedResult>> seeds, List<FilmComparison> comparisons) {
        Map<Place, Comparison> tests = new LinkedHashMap<>();
        for (FilmComparison comparison : comparisons) {
            if (comparison instanceof FilmComparison.Made made) {
                tests.put(
                        new Place(made.row(), made.column()),
                        new Comparison(
                                made.test(), made.difference(), made.low(), made.high(), made.pValue(), made.pValue()));
            }
        }
        for (Place place : seeds.keySet()) {
            Place reference = new Place(new Row(place.row().method(), testing.baseline()), place.column());
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
        StudentT.Interval interval = StudentT.interval(differences, testing.level());
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
