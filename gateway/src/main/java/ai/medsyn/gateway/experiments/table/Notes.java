package ai.medsyn.gateway.experiments.table;

import ai.medsyn.gateway.experiments.table.CellText.Marks;
import ai.medsyn.gateway.experiments.table.ResultTable.Placed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands below a table. */
final class Notes {

    private Notes() {}

    /** What the marks in a table mean, one sentence each; only of those that can occur. */
    static List<String> legend(ResultTable table, Marks marks) {
        List<String> notes = new ArrayList<>();
        String level = Column.share(table.testing().level());
        if (has(table, Summary.Over.SEEDS, true)) {
            notes.add("Mean ± standard deviation over seeds; intervals (" + level + ") are Student's t over seeds.");
        }
        if (has(table, Summary.Over.FILMS, true)) {
            notes.add("Mean ± standard deviation over seeds; with two seeds the interval (" + level
                    + ") is over films: the mean of the evaluations' own bounds.");
        }
        if (has(table, Summary.Over.FILMS, false)) {
            notes.add("One seed: intervals (" + level + ") are the evaluations' own, over films.");
        }
        tests(table, marks, notes);
        if (table.all().stream().anyMatch(placed -> placed.cell().chance())) {
            notes.add(marks.chance()
                    + " not told from chance: the interval holds what a model that knows nothing would get.");
        }
        if (table.all().stream().anyMatch(placed -> placed.cell().failed() > 0)) {
            notes.add(marks.failed() + " seeds that failed, or gave no such number.");
        }
        return notes;
    }

    private static boolean has(ResultTable table, Summary.Over over, boolean severalSeeds) {
        return table.all().stream()
                .map(placed -> placed.cell().summary())
                .anyMatch(summary -> summary != null && summary.over() == over && summary.seeds() > 1 == severalSeeds);
    }

    private static void tests(ResultTable table, Marks marks, List<String> notes) {
        long all = table.tests(null);
        if (all == 0) {
            return;
        }
        Testing testing = table.testing();
        List<String> kinds = new ArrayList<>();
        for (Comparison.Test test : Comparison.Test.values()) {
            long made = table.tests(test);
            if (made > 0) {
                String draws = test == Comparison.Test.BOOTSTRAP
                        ? String.format(Locale.ROOT, ", %,d draws", testing.draws())
                        : "";
                kinds.add((test.overFilms() ? marks.byFilms() : marks.bySeeds()) + " " + test.title() + draws + " ("
                        + made + ")");
            }
        }
        notes.add("Differs from " + testing.baseline() + " at " + Column.share(1 - testing.level())
                + " after Holm's correction over " + all + (all == 1 ? " test: " : " tests: ")
                + String.join("; ", kinds) + ".");
        if (table.tests(Comparison.Test.BOOTSTRAP) > 0 && testing.leastP() * all >= 1 - testing.level()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "No difference can be significant among %2$d tests by a bootstrap of %1$,d draws, whose p-values are not below %3$s; ask for more draws.",
                    testing.draws(),
                    all,
                    CellText.pValue(testing.leastP())));
        }
    }

    /** What went wrong, with the cells where it did. */
    static Map<String, String> failures(ResultTable table) {
        Map<String, Set<String>> cells = new LinkedHashMap<>();
        for (Placed placed : table.all()) {
            placed.cell().errors().forEach(error -> add(cells, error, placed.place()));
        }
        return joined(cells);
    }

    /** Why columns are compared by seeds or not at all, with the columns. A cell without a number of its own is a failure, not a reason. */
    static Map<String, String> notComparedByFilm(ResultTable table) {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        for (Placed placed : table.all()) {
            String reason = placed.cell().notCompared();
            if (reason != null && placed.cell().summary() != null) {
                add(columns, reason, placed.column().toString());
            }
        }
        return joined(columns);
    }

    private static void add(Map<String, Set<String>> grouped, String reason, String place) {
        grouped.computeIfAbsent(reason, each -> new LinkedHashSet<>()).add(place);
    }

    private static Map<String, String> joined(Map<String, Set<String>> grouped) {
        Map<String, String> joined = new LinkedHashMap<>();
        grouped.forEach((reason, places) -> joined.put(reason, String.join("; ", places)));
        return joined;
    }

    /** A line of the list of tests. */
    record Tested(String row, String column, String difference, String p, String adjusted, String test) {}

    /** Every test that was made, by row. */
    static List<Tested> tests(ResultTable table) {
        return table.all().stream()
                .map(Notes::tested)
                .filter(each -> each != null)
                .toList();
    }

    private static @Nullable Tested tested(Placed placed) {
        Comparison comparison = placed.cell().comparison();
        return comparison == null
                ? null
                : new Tested(
                        placed.row().toString(),
                        placed.column().toString(),
                        CellText.difference(comparison, placed.column().kind()),
                        CellText.pValue(comparison.pValue()),
                        CellText.pValue(comparison.adjusted()),
                        comparison.test().title());
    }
}
