package ai.medsyn.benchmarks.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The result as a Markdown table: AUC per label with intervals, within each view, and beside what the view alone would give. */
final class TransferTable {

    /** The labels of the study that this experiment repeats; their mean is its headline. */
    private static final List<String> TEN = List.of(
            "Cardiomegaly",
            "Effusion",
            "Edema",
            "Pneumothorax",
            "Atelectasis",
            "Consolidation",
            "Infiltration",
            "Mass",
            "Nodule",
            "Emphysema");

    private static final long SEED = 7;

    private final List<RealFilm> films;
    private final Map<String, double[]> scores;
    private final List<Integer> all;
    private final StringBuilder table = new StringBuilder();

    /** @param scores label to its probability, one per film */
    TransferTable(List<RealFilm> films, Map<String, double[]> scores) {
        this.films = films;
        this.scores = scores;
        this.all = IntStream.range(0, films.size()).boxed().toList();
    }

    String markdown() {
        table.append("| label | films (patients) | vs rest | vs No Finding | within PA | within AP | view alone |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        row(
                "any finding",
                Probabilities.any(scores.values()),
                i -> !films.get(i).normal());
        scores.forEach((label, values) -> row(label, values, i -> films.get(i).has(label)));
        table.append(String.format(
                Locale.ROOT,
                "| mean of 10 labels | | %s | %s | | | |%n",
                cell(mean(i -> true)),
                cell(mean(i -> false))));
        return table.toString();
    }

    private void row(String label, double[] values, Predicate<Integer> positive) {
        Predicate<Integer> normal = i -> films.get(i).normal();
        Predicate<Integer> either = positive.or(normal);
        Auc rest = Auc.of(cases(i -> true, values, positive), SEED);
        double[] view = new double[films.size()];
        all.forEach(i -> view[i] = films.get(i).pa() ? 0 : 1);
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d (%d) | %s | %s | %s | %s | %s |%n",
                label,
                rest.positives(),
                rest.patients(),
                cell(rest),
                cell(Auc.of(cases(either, values, positive), SEED)),
                cell(Auc.of(cases(either.and(i -> films.get(i).pa()), values, positive), SEED)),
                cell(Auc.of(cases(either.and(i -> !films.get(i).pa()), values, positive), SEED)),
                cell(Auc.area(cases(either, view, positive)))));
    }

    private double mean(Predicate<Integer> besides) {
        List<Double> areas = new ArrayList<>();
        for (String label : TEN) {
            Predicate<Integer> positive = i -> films.get(i).has(label);
            Predicate<Integer> of = positive.or(i -> films.get(i).normal()).or(besides);
            double area = Auc.area(cases(of, Objects.requireNonNull(scores.get(label)), positive));
            if (!Double.isNaN(area)) {
                areas.add(area);
            }
        }
        return areas.stream().mapToDouble(area -> area).average().orElse(Double.NaN);
    }

    private List<Auc.Case> cases(Predicate<Integer> of, double[] values, Predicate<Integer> positive) {
        return Auc.cases(all, of, i -> values[i], positive, i -> films.get(i).patient());
    }

    private static String cell(Auc auc) {
        return Double.isNaN(auc.value())
                ? "-"
                : String.format(Locale.ROOT, "%.3f [%.2f, %.2f]", auc.value(), auc.low(), auc.high());
    }

    private static String cell(double area) {
        return Double.isNaN(area) ? "-" : String.format(Locale.ROOT, "%.3f", area);
    }
}
