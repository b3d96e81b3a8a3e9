package ai.medsyn.evaluation.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What a column of the table of images says, and how public collections call it. */
enum Role {
    IMAGE("image", "file", "image index", "filename", "path", "image path", "file name", "image id", "dicom id"),
    LABELS("labels", "label", "finding labels", "finding label", "findings label"),
    PATIENT("patient", "patient id", "subject id", "subject"),
    VIEW("view", "view position", "projection", "frontal/lateral", "ap/pa"),
    SPLIT("split", "fold", "partition"),
    AGE("age", "patient age"),
    SEX("sex", "gender", "patient sex", "patient gender"),
    BOXES("boxes", "bboxes"),
    MASK("mask", "mask path", "mask file"),
    FINDINGS("findings", "report findings"),
    IMPRESSION("impression", "report impression");

    private final List<String> names;

    Role(String... names) {
        this.names = List.of(names);
    }

    /** The name in requests, for example {@code patient}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Role::id).toList();
    }

    /** The column that has this role: the one that the request names, else one with a usual name. */
    OptionalInt in(Table table, Map<String, String> named) {
        String name = named.get(id());
        return table.column(name == null ? names : List.of(name));
    }
}
