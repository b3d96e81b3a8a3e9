package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.DoubleSupplier;

/**
 * What was found about a dataset.
 *
 * @param counts films on each side
 * @param measured the numbers
 * @param labels films by finding
 * @param flagged ordinals of films that lie closer to a real film than chance explains
 * @param notes what could not be measured, and what a number must not be taken for
 */
record QualityReport(
        UUID report,
        String dataset,
        EncoderIdentity encoder,
        Map<String, Integer> counts,
        List<Measured> measured,
        Map<String, Long> labels,
        List<Integer> flagged,
        List<String> notes) {

    /** Collects numbers; one that has no value becomes a note. */
    static final class Builder {

        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private final List<Measured> measured = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<Integer> flagged = new ArrayList<>();

        void count(String side, int films) {
            counts.put(side, films);
        }

        void measure(String metric, int films, DoubleSupplier number) {
            try {
                measured.add(new Measured("all", "all", metric, number.getAsDouble(), null, null, films, 0));
            } catch (MetricUndefined e) {
                note(metric + ": " + e.getMessage());
            }
        }

        void note(String note) {
            notes.add(note);
        }

        void flag(int ordinal) {
            flagged.add(ordinal);
        }

        QualityReport build(UUID report, String dataset, EncoderIdentity encoder, Map<String, Long> labels) {
            return new QualityReport(report, dataset, encoder, counts, measured, labels, flagged, notes);
        }
    }

    String markdown() {
        StringBuilder text =
                new StringBuilder("# Quality of " + dataset + "\n\nEncoder `" + encoder.id() + "`, weights `"
                        + encoder.weights() + "`, " + encoder.preprocessing() + ". Films: " + counts
                        + ".\n\n| measure | value | films |\n|---|---|---|\n");
        measured.forEach(each -> text.append("| ")
                .append(each.metric())
                .append(String.format(Locale.ROOT, " | %.4f | ", each.value()))
                .append(each.cases())
                .append(" |\n"));
        text.append("\n| finding | films |\n|---|---|\n");
        labels.forEach((label, films) ->
                text.append("| ").append(label).append(" | ").append(films).append(" |\n"));
        if (!flagged.isEmpty()) {
            text.append("\nCloser to a real film than chance explains: samples ")
                    .append(flagged)
                    .append(".\n");
        }
        notes.forEach(note -> text.append("\n- ").append(note));
        return text.append('\n').toString();
    }
}
