package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.metrics.FeatureSets;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Films that lie closer to a real one than real films of other patients do. The distances of held-out real films to their nearest real film say what
 * is close by chance; a film below their first percentile is flagged.
 *
 * @param threshold first percentile of the held-out films' distances
 * @param flagged indices of films below it
 * @param distances of each film to its nearest real film
 * @param chance of each held-out film to its nearest real film, ascending
 * @param expected how many would be flagged if the films were as far from the real ones as held-out films are
 */
@SuppressWarnings("ArrayRecordComponent") // measured, drawn and thrown away, never compared
public record Memorisation(
        double threshold, List<Integer> flagged, double expected, double[] distances, double[] chance) {

    private static final double SHARE = 0.01;

    /**
     * @param films [n, d] to examine
     * @param real [m, d] that they may repeat
     * @param heldOut [h, d] real films of other patients
     * @throws MetricUndefined if a side is empty
     */
    public static Memorisation of(double[][] films, double[][] real, double[][] heldOut) {
        if (films.length == 0 || real.length == 0 || heldOut.length == 0) {
            throw new MetricUndefined("memorisation needs films, real films and held-out real films, found "
                    + films.length + ", " + real.length + " and " + heldOut.length);
        }
        double[] chance = FeatureSets.nearest(heldOut, real);
        Arrays.sort(chance);
        double threshold = chance[(int) (SHARE * chance.length)];
        double[] distances = FeatureSets.nearest(films, real);
        List<Integer> flagged = IntStream.range(0, distances.length)
                .filter(i -> distances[i] < threshold)
                .boxed()
                .toList();
        return new Memorisation(threshold, flagged, SHARE * films.length, distances, chance);
    }
}
