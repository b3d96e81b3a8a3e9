package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.metrics.Detection;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The detections behind an evaluation, matched with the true boxes, as they are kept beside its report. Average precision is no mean over films, but can
 * be computed from these for any draw of films.
 *
 * @param label what was looked for
 * @param heads for every seed what its head found in each of the films, in their order
 */
public record KeptDetections(String label, List<Film> films, List<List<Calls>> heads) {

    /** Name of the file. */
    public static final String FILE = "detections.json";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param film ordinal
     * @param cluster films of one patient have the same
     * @param truths true boxes
     */
    public record Film(int film, String cluster, int truths) {}

    /**
     * A head's detections in a film, by falling score.
     *
     * @param right bit t of each: whether it took a true box at the t-th of {@link Detection#PAPER_THRESHOLDS}
     */
    public record Calls(List<Double> scores, List<Integer> right) {

        /** Matches what was found in a film with what is there. */
        public static Calls of(Detection.Image image) {
            List<Double> scores = Detection.calls(image, 0).stream()
                    .map(Detection.Call::score)
                    .toList();
            int[] right = new int[scores.size()];
            for (int t = 0; t < Detection.PAPER_THRESHOLDS.size(); t++) {
                List<Detection.Call> calls = Detection.calls(image, Detection.PAPER_THRESHOLDS.get(t));
                for (int i = 0; i < right.length; i++) {
                    right[i] |= calls.get(i).right() ? 1 << t : 0;
                }
            }
            List<Integer> bits = new ArrayList<>();
            for (int each : right) {
                bits.add(each);
            }
            return new Calls(scores, bits);
        }
    }

    public KeptDetections {
        films = List.copyOf(films);
        heads = List.copyOf(heads);
        int expected = films.size();
        if (heads.isEmpty() || heads.stream().anyMatch(head -> head.size() != expected)) {
            throw new IllegalArgumentException("expected detections of one head at least in each of " + expected
                    + " films, found heads with "
                    + heads.stream().map(List::size).toList());
        }
    }

    public byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    static KeptDetections read(byte[] bytes) {
        return JSON.readValue(bytes, KeptDetections.class);
    }

    /** Of all heads. */
    long count() {
        return heads.stream()
                .flatMap(List::stream)
                .mapToLong(calls -> calls.scores().size())
                .sum();
    }
}
