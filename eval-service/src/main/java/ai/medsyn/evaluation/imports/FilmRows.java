package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.data.Views;
import ai.medsyn.evaluation.imports.ImportSpec.Layout;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.platform.lineage.Annotation.Box;
import ai.medsyn.radiology.LabelValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns rows of the table of images into candidates. */
final class FilmRows {

    /** Side of the images that NIH's boxes were drawn on. */
    private static final int NIH_FRAME = 1024;

    /** CheXpert tells whose a film is by its folder alone. */
    private static final Pattern PATIENT_FOLDER = Pattern.compile("(?:^|/)(patient\\d+)/");

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Map<String, String> SPLITS = Map.of(
            "valid", "validate",
            "val", "validate",
            "validation", "validate",
            "dev", "validate",
            "training", "train",
            "testing", "test");

    private final Map<Role, OptionalInt> columns = new EnumMap<>(Role.class);
    private final FilmLabels labels;
    private final ImportSpec spec;
    private final Truths truths;

    /**
     * What the other tables say.
     *
     * @param masks by image
     * @param test images of the source's test list; null if it has none
     */
    record Truths(
            BoxTable boxes,
            Map<String, List<Candidate.Mask>> masks,
            @Nullable Set<String> test) {}

    FilmRows(Table table, ImportSpec spec, Truths truths) {
        Map<String, String> named = Objects.requireNonNullElse(spec.tables().columns(), Map.of());
        for (Role role : Role.values()) {
            columns.put(role, role.in(table, named));
            if (named.containsKey(role.id()) && column(role).isEmpty()) {
                throw new JobFailure(
                        "columns-missing",
                        "expected a column '" + named.get(role.id()) + "' for " + role.id() + " in " + table.name()
                                + ", found " + table.header());
            }
        }
        if (column(Role.IMAGE).isEmpty()) {
            throw new JobFailure(
                    "columns-missing",
                    "expected a column with the path of each image in " + table.name()
                            + " (file, image, Image Index, or tables.columns.image), found " + table.header());
        }
        this.labels = FilmLabels.of(table, spec.source().layout(), column(Role.LABELS));
        this.spec = spec;
        this.truths = truths;
    }

    /** @param seen images of earlier rows, to which this one's is added */
    Candidate read(Table.Row row, Set<String> seen) {
        String image = value(row, Role.IMAGE);
        if (image.isEmpty() || !seen.add(image)) {
            return refused(
                    row,
                    image,
                    image.isEmpty() ? ImportRefusal.ROW_BROKEN : ImportRefusal.IMAGE_REPEATED,
                    image.isEmpty() ? "no image is named" : "an earlier row names this image");
        }
        Optional<Map<String, LabelValue>> found = labels.read(row);
        if (found.isEmpty()) {
            return refused(row, image, ImportRefusal.LABEL_UNKNOWN, "found '" + value(row, Role.LABELS) + "'");
        }
        String view = value(row, Role.VIEW);
        if (!spec.rules().takesLateral() && !Views.frontal(view)) {
            return refused(row, image, ImportRefusal.VIEW_NOT_FRONTAL, "found view '" + view + "'");
        }
        String split = split(row, image);
        List<String> wanted = spec.rules().splits();
        if (wanted != null && (split == null || !wanted.contains(split))) {
            return refused(row, image, ImportRefusal.SPLIT_EXCLUDED, "found split '" + split + "'");
        }
        return film(row, found.get(), split);
    }

    private Candidate film(Table.Row row, Map<String, LabelValue> found, @Nullable String split) {
        String image = value(row, Role.IMAGE);
        List<Box> inCell;
        try {
            inCell = BoxTable.parse(value(row, Role.BOXES));
        } catch (IllegalArgumentException e) {
            return refused(row, image, ImportRefusal.BOX_BROKEN, String.valueOf(e.getMessage()));
        }
        // A cell's boxes lie on the row's own image; NIH's list was drawn on its 1024 x 1024 release.
        List<Box> boxes = inCell.isEmpty() ? truths.boxes().of(image) : inCell;
        boolean release = inCell.isEmpty() && spec.source().layout() == Layout.NIH;
        Annotation annotation = new Annotation(
                patient(row, image),
                blank(value(row, Role.VIEW)),
                number(value(row, Role.AGE)),
                blank(value(row, Role.SEX)),
                split,
                boxes);
        Candidate.Report report = new Candidate.Report(value(row, Role.FINDINGS), value(row, Role.IMPRESSION));
        return new Candidate.Film(
                image, found, annotation, report, new Candidate.Truth(release ? NIH_FRAME : 0, masks(row, image)));
    }

    private @Nullable String patient(Table.Row row, String image) {
        if (!column(Role.PATIENT).isEmpty()) {
            return blank(value(row, Role.PATIENT));
        }
        Matcher folder = PATIENT_FOLDER.matcher(image);
        return folder.find() ? folder.group(1) : null;
    }

    private List<Candidate.Mask> masks(Table.Row row, String image) {
        List<Candidate.Mask> masks = new ArrayList<>(truths.masks().getOrDefault(image, List.of()));
        String cell = value(row, Role.MASK);
        if (!cell.isEmpty()) {
            masks.add(new Candidate.Mask("finding", cell));
        }
        return masks;
    }

    private @Nullable String split(Table.Row row, String image) {
        String named = value(row, Role.SPLIT).toLowerCase(Locale.ROOT);
        if (named.isEmpty()) {
            Set<String> test = truths.test();
            String name = image.substring(image.lastIndexOf('/') + 1);
            return test == null ? null : test.contains(name) ? "test" : "train";
        }
        String plain = named.replaceAll("[^a-z0-9_-]", "-");
        return SPLITS.getOrDefault(plain, plain);
    }

    private String value(Table.Row row, Role role) {
        return row.value(column(role));
    }

    private OptionalInt column(Role role) {
        return columns.getOrDefault(role, OptionalInt.empty());
    }

    private static Candidate refused(Table.Row row, String image, ImportRefusal reason, String detail) {
        return new Candidate.Refused(image, reason, "row " + row.line() + ": " + detail);
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The number at the start: NIH writes {@code 058Y}. */
    private static @Nullable Double number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? Double.valueOf(matcher.group()) : null;
    }
}
