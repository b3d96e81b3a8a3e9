package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.radiology.LabelValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where what is sought lies in films. A film of which that is not known is told apart from one that shows nothing: where films were
 * annotated by people, one that is labelled with the finding and has no region of it was not annotated.
 */
final class SoughtRegions {

    private static final String LESION = "lesion:";
    private static final long MAX_PIXELS = 100_000_000;

    private final ArtifactStore store;
    private final @Nullable List<String> structures;
    private final boolean exact;

    /**
     * @param structures names of masks or labels of boxes; null for all lesions
     * @param exact whether films know everything about themselves, because they were made here
     */
    SoughtRegions(ArtifactStore store, @Nullable List<String> structures, boolean exact) {
        this.store = store;
        this.structures = structures;
        this.exact = exact;
    }

    /** How reports call it. */
    String name() {
        return structures == null ? "any" : String.join(" + ", structures);
    }

    /** The outline in a film's own pixels, row by row; from boxes, filled, where there is no mask. Empty if nobody knows. */
    Optional<BitSet> outline(LabelledFilm film, int width, int height) throws IOException {
        ObjectName mask = film.regions().mask();
        BitSet region = mask == null ? filled(boxesOf(film), width, height) : outlined(mask, width, height);
        return region.isEmpty() && !exact && unmarked(film) ? Optional.empty() : Optional.of(region);
    }

    /** Boxes in a film's own pixels. Empty if nobody knows. */
    Optional<List<Box>> boxes(LabelledFilm film) {
        List<Box> boxes = boxesOf(film);
        return boxes.isEmpty() && !exact && unmarked(film) ? Optional.empty() : Optional.of(boxes);
    }

    private BitSet outlined(ObjectName name, int width, int height) throws IOException {
        MaskImage mask;
        try (InputStream content = store.open(name)) {
            mask = MaskImage.decode(content.readAllBytes(), MAX_PIXELS);
        }
        mask.requireSize(width, height);
        return mask.region(mask.names().stream().filter(this::isSought).toList());
    }

    /** A name stands also for what goes on behind a colon, and a finding for its lesions. */
    private boolean isSought(String name) {
        String given = name.toLowerCase(Locale.ROOT);
        if (structures == null) {
            return given.startsWith(LESION);
        }
        String finding = given.startsWith(LESION) ? given.substring(LESION.length()) : given;
        return structures.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(each -> Stream.of(given, finding)
                        .anyMatch(candidate -> candidate.equals(each) || candidate.startsWith(each + ":")));
    }

    /** One lesion may bear several labels: equal rectangles are one. */
    private List<Box> boxesOf(LabelledFilm film) {
        Set<Box> boxes = new LinkedHashSet<>();
        for (Annotation.Box box : film.regions().boxes()) {
            if (structures == null || isSought(box.label())) {
                boxes.add(new Box(box.x(), box.y(), box.width(), box.height()));
            }
        }
        return List.copyOf(boxes);
    }

    /** Whether a film is labelled with what is sought, so that an absent region says nothing. */
    private boolean unmarked(LabelledFilm film) {
        return film.labels().entrySet().stream()
                .filter(label -> label.getValue() != LabelValue.NEGATIVE)
                .map(Map.Entry::getKey)
                .anyMatch(label -> structures == null
                        ? !label.equals(LabelNames.NO_FINDING)
                        : structures.stream()
                                .anyMatch(each -> LabelNames.of(each).equalsIgnoreCase(label)));
    }

    private static BitSet filled(List<Box> boxes, int width, int height) {
        BitSet region = new BitSet(width * height);
        for (Box box : boxes) {
            int left = (int) Math.max(0, Math.round(box.x()));
            int right = (int) Math.min(width, Math.round(box.x() + box.width()));
            int bottom = (int) Math.min(height, Math.round(box.y() + box.height()));
            for (int y = (int) Math.max(0, Math.round(box.y())); y < bottom && left < right; y++) {
                region.set(y * width + left, y * width + right);
            }
        }
        return region;
    }
}
