package ai.medsyn.benchmarks.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Area under the ROC curve, with a 95 % interval from a bootstrap over patients (films of one patient are alike, so whole patients are
 * drawn with replacement).
 *
 * @param positives films with the label
 * @param patients patients with the label
 */
record Auc(double value, double low, double high, int positives, int patients) {

    private static final int REPLICATES = 1000;

    /** One film's score, truth and patient. */
    record Case(double score, boolean positive, String patient) {}

    static <T> List<Case> cases(
            List<T> films,
            Predicate<T> of,
            ToDoubleFunction<T> score,
            Predicate<T> positive,
            java.util.function.Function<T, String> patient) {
        return films.stream()
                .filter(of)
                .map(film -> new Case(score.applyAsDouble(film), positive.test(film), patient.apply(film)))
                .toList();
    }

    static Auc of(List<Case> cases, long seed) {
        Map<String, List<Case>> byPatient = new HashMap<>();
        cases.forEach(c ->
                byPatient.computeIfAbsent(c.patient(), p -> new ArrayList<>()).add(c));
        List<String> patients = byPatient.keySet().stream().sorted().toList();
        SplittableRandom random = new SplittableRandom(seed);
        double[] replicates = new double[REPLICATES];
        int made = 0;
        for (int n = 0; n < REPLICATES; n++) {
            List<Case> drawn = new ArrayList<>();
            for (int i = 0; i < patients.size(); i++) {
                drawn.addAll(byPatient.get(patients.get(random.nextInt(patients.size()))));
            }
            double value = area(drawn);
            if (!Double.isNaN(value)) {
                replicates[made++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(replicates, made);
        Arrays.sort(sorted);
        int positives = (int) cases.stream().filter(Case::positive).count();
        int sick = (int) byPatient.values().stream()
                .filter(films -> films.stream().anyMatch(Case::positive))
                .count();
        return new Auc(area(cases), quantile(sorted, 0.025), quantile(sorted, 0.975), positives, sick);
    }

    /** Share of pairs of a positive and a negative in which the positive scores higher; ties count half. NaN without both. */
    static double area(List<Case> cases) {
        List<Case> sorted = new ArrayList<>(cases);
        sorted.sort((a, b) -> Double.compare(a.score(), b.score()));
        double ranks = 0;
        long positives = 0;
        for (int i = 0; i < sorted.size(); ) {
            int end = i;
            long here = 0;
            while (end < sorted.size()
                    && sorted.get(end).score() == sorted.get(i).score()) {
                here += sorted.get(end++).positive() ? 1 : 0;
            }
            ranks += here * (i + end + 1) / 2.0; // mean rank of the tie, from 1
            positives += here;
            i = end;
        }
        long negatives = sorted.size() - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }
}
