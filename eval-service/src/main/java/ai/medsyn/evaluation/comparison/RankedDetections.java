package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.metrics.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A head's detections, sorted once and measured for many draws: a film that a draw has k times counts k times. The values are those of
 * {@link Detection} on the repeated films; detections of equal score stand in the order of the films.
 */
final class RankedDetections {

    private final List<KeptDetections.Film> films;
    private final int[] film;
    private final int[] right;

    private record Call(double score, int film, int right) {}

    /** @param found per film */
    RankedDetections(List<KeptDetections.Film> films, List<KeptDetections.Calls> found) {
        List<Call> calls = new ArrayList<>();
        for (int f = 0; f < found.size(); f++) {
            KeptDetections.Calls own = found.get(f);
            for (int i = 0; i < own.scores().size(); i++) {
                calls.add(new Call(own.scores().get(i), f, own.right().get(i)));
            }
        }
        calls.sort(Comparator.comparingDouble(Call::score).reversed());
        this.films = films;
        this.film = calls.stream().mapToInt(Call::film).toArray();
        this.right = calls.stream().mapToInt(Call::right).toArray();
    }

    /**
     * @param threshold place among {@link Detection#PAPER_THRESHOLDS}
     * @param weights how often each film counts
     * @throws ai.medsyn.evaluation.metrics.MetricUndefined if none of the films has a true box
     */
    Detection.Result at(int threshold, int[] weights) {
        int truths = 0;
        for (int f = 0; f < weights.length; f++) {
            truths += weights[f] * films.get(f).truths();
        }
        int count = 0;
        for (int each : film) {
            count += weights[each];
        }
        boolean[] hits = new boolean[count];
        int at = 0;
        for (int i = 0; i < film.length; i++) {
            boolean hit = (right[i] >> threshold & 1) == 1;
            for (int k = 0; k < weights[film[i]]; k++) {
                hits[at++] = hit;
            }
        }
        return Detection.ranked(hits, truths);
    }

    /** Mean of the average precision over all thresholds. */
    double meanAveragePrecision(int[] weights) {
        double sum = 0;
        for (int t = 0; t < Detection.PAPER_THRESHOLDS.size(); t++) {
            sum += at(t, weights).averagePrecision();
        }
        return sum / Detection.PAPER_THRESHOLDS.size();
    }
}
