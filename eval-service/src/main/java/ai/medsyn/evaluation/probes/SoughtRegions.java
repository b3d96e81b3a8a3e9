package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.radiology.LabelValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
    /** Names of the masks and boxes of the films that were looked at. */
    private final Set<String> seen = new TreeSet<>();

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

    /** Boxes in a film's own pixels; of a structure that has none, those around its masks. Empty if nobody knows. */
    Optional<List<Box>> boxes(LabelledFilm film, int width, int height) throws IOException {
        Set<Box> boxes = new LinkedHashSet<>(boxesOf(film));
        List<Predicate<String>> unboxed = wanted().stream()
                .filter(each -> film.regions().boxes().stream().noneMatch(box -> each.test(box.label())))
                .toList();
        ObjectName name = film.regions().mask();
        if (name != null && !unboxed.isEmpty() && (structures != null || boxes.isEmpty())) {
            MaskImage mask = mask(name, width, height);
            mask.names().stream()
                    .filter(each -> unboxed.stream().anyMatch(structure -> structure.test(each)))
                    .map(each -> mask.region(List.of(each)))
                    .filter(region -> !region.isEmpty())
                    .forEach(region -> boxes.add(around(region, width)));
        }
        return boxes.isEmpty() && !exact && unmarked(film) ? Optional.empty() : Optional.of(List.copyOf(boxes));
    }

    /** The smallest box that holds a region. @param region row by row, of {@code width} pixels each */
    private static Box around(BitSet region, int width) {
        IntSummaryStatistics x = region.stream().map(at -> at % width).summaryStatistics();
        IntSummaryStatistics y = region.stream().map(at -> at / width).summaryStatistics();
        return new Box(x.getMin(), y.getMin(), x.getMax() - x.getMin() + 1, y.getMax() - y.getMin() + 1);
    }

    private BitSet outlined(ObjectName name, int width, int height) throws IOException {
        MaskImage mask = mask(name, width, height);
        return mask.region(mask.names().stream().filter(this::isSought).toList());
    }

    private MaskImage mask(ObjectName name, int width, int height) throws IOException {
        try (InputStream content = store.open(name)) {
            MaskImage mask = MaskImage.decode(content.readAllBytes(), MAX_PIXELS);
            mask.requireSize(width, height);
            seen.addAll(mask.names());
            return mask;
        }
    }

    private boolean isSought(String name) {
        return wanted().stream().anyMatch(each -> each.test(name));
    }

    /** What is asked of a name, for each structure: a name stands also for what goes on behind a colon, and a finding for its lesions. */
    private List<Predicate<String>> wanted() {
        return structures == null
                ? List.of(name -> name.toLowerCase(Locale.ROOT).startsWith(LESION))
                : structures.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .<Predicate<String>>map(each -> name -> means(each, name.toLowerCase(Locale.ROOT)))
                        .toList();
    }

    private static boolean means(String structure, String given) {
        String finding = given.startsWith(LESION) ? given.substring(LESION.length()) : given;
        return Stream.of(given, finding)
                .anyMatch(candidate -> candidate.equals(structure) || candidate.startsWith(structure + ":"));
    }

    /** One lesion may bear several labels: equal rectangles are one. */
    private List<Box> boxesOf(LabelledFilm film) {
        Set<Box> boxes = new LinkedHashSet<>();
        for (Annotation.Box box : film.regions().boxes()) {
            seen.add(box.label());
            if (structures == null || isSought(box.label())) {
                boxes.add(new Box(box.x(), box.y(), box.width(), box.height()));
            }
        }
        return List.copyOf(boxes);
    }

    /** Refuses films none of which shows what is sought, and tells what there is to seek. */
    void requireShown(SquareFilms films) {
        boolean shown = IntStream.range(0, films.size()).mapToObj(films::known).anyMatch(MapReport::shows);
        if (films.size() > 0 && !shown) {
            throw new JobFailure(
                    "no-regions",
                    "expected a region of '" + name() + "' in the films to learn from, found none in " + films.size()
                            + "; their masks and boxes are named " + seen + ": choose target.structures from these");
        }
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
