package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.metrics.Detection;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A head's detections, sorted once and measured for many draws: a film that a draw has k times counts k times. The values are those of
 * {@link Detection} on the repeated films; detections of equal score stand in the order of the films.
 */
final class RankedDetections {

    private final List<KeptDetections.Film> films;
    private final int[] film;
    /** By threshold the places of the detections that are right. */
    private final int[][] hits;

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
        this.hits = new int[Detection.PAPER_THRESHOLDS.size()][];
        for (int t = 0; t < hits.length; t++) {
            int bit = 1 << t;
            hits[t] = IntStream.range(0, film.length)
                    .filter(i -> (calls.get(i).right() & bit) != 0)
                    .toArray();
        }
    }

    /** @param weights how often each film counts */
    Drawn drawn(int[] weights) {
        return new Drawn(weights);
    }

    /** The detections in films with weights. */
    final class Drawn {

        private final int[] weights;
        /** How many detections there are up to each place and with it. */
        private final int[] called;

        private final int truths;

        private Drawn(int[] weights) {
            this.weights = weights;
            this.called = new int[film.length];
            int count = 0;
            for (int i = 0; i < film.length; i++) {
                count += weights[film[i]];
                called[i] = count;
            }
            int boxes = 0;
            for (int f = 0; f < weights.length; f++) {
                boxes += weights[f] * films.get(f).truths();
            }
            this.truths = boxes;
        }

        /**
         * @param threshold place among {@link Detection#PAPER_THRESHOLDS}
         * @throws MetricUndefined if none of the films has a true box
         */
        Detection.Result at(int threshold) {
            if (truths == 0) {
                throw new MetricUndefined("average precision needs true boxes, found none");
            }
            int[] places = hits[threshold];
            double[] precision = new double[places.length];
            double[] recall = new double[places.length];
            int right = 0;
            for (int i = 0; i < places.length; i++) {
                right += weights[film[places[i]]];
                precision[i] = right == 0 ? 0 : (double) right / called[places[i]];
                recall[i] = (double) right / truths;
            }
            return new Detection.Result(Detection.interpolated(precision, recall), (double) right / truths);
        }

        /** Mean of the average precision over all thresholds. */
        double meanAveragePrecision() {
            double sum = 0;
            for (int t = 0; t < hits.length; t++) {
                sum += at(t).averagePrecision();
            }
            return sum / hits.length;
        }
    }
}
