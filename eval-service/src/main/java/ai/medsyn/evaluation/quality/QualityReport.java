package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.pages.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found about a dataset.
 *
 * @param counts films on each side
 * @param measured the numbers
 * @param labels films by finding
 * @param entities reports by entity that was asked for
 * @param neighbours distances to the nearest real film; null without a reference that has held-out films
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
        Map<String, Long> entities,
        @Nullable Neighbours neighbours,
        List<Integer> flagged,
        List<String> notes) {

    /**
     * Distances to the nearest real film in equal bins from 0.
     *
     * @param width of a bin
     * @param films of the dataset by bin
     * @param heldOut real films of other patients by bin
     * @param threshold below which a film is flagged
     */
    @SuppressWarnings("ArrayRecordComponent") // becomes JSON, never compared
    record Neighbours(double width, int[] films, int[] heldOut, double threshold) {

        private static final int BINS = 40;

        static Neighbours of(Memorisation memorisation) {
            double[] chance = memorisation.chance();
            double most = chance[chance.length - 1];
            for (double distance : memorisation.distances()) {
                most = Math.max(most, distance);
            }
            double width = most == 0 ? 1 : most / BINS;
            return new Neighbours(
                    width, counted(memorisation.distances(), width), counted(chance, width), memorisation.threshold());
        }

        private static int[] counted(double[] distances, double width) {
            int[] counts = new int[BINS];
            for (double distance : distances) {
                counts[(int) Math.min(BINS - 1, distance / width)]++;
            }
            return counts;
        }
    }

    /** Collects numbers; one that has no value becomes a note. */
    static final class Builder {

        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private final List<Measured> measured = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<Integer> flagged = new ArrayList<>();
        private final List<HtmlPage.Picture> pictures = new ArrayList<>();
        private Map<String, Long> labels = Map.of();
        private Map<String, Long> entities = Map.of();
        private @Nullable Neighbours neighbours;

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

        void balance(Map<String, Long> ofLabels, Map<String, Long> ofEntities) {
            labels = ofLabels;
            entities = ofEntities;
        }

        void neighbours(Memorisation memorisation) {
            neighbours = Neighbours.of(memorisation);
        }

        void picture(HtmlPage.Picture picture) {
            pictures.add(picture);
        }

        /** For the page. */
        List<HtmlPage.Picture> pictures() {
            return pictures;
        }

        QualityReport build(UUID report, String dataset, EncoderIdentity encoder) {
            return new QualityReport(
                    report, dataset, encoder, counts, measured, labels, entities, neighbours, flagged, notes);
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
