package ai.medsyn.gateway.evaluations.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request to import films. Only types are checked here: eval-service reports everything that is wrong with it at once. */
@Schema(
        description =
                "Labelled films to import as a dataset. Only name and layout are needed, and a location or an uploaded archive.")
record ImportRequest(
        @Schema(example = "nih-films", description = "Your name for the dataset; importing again makes a new version.")
        @Nullable
        String name,

        @Schema(
                allowableValues = {"csv", "nih"},
                example = "nih",
                description =
                        "csv: a table with a header and a folder of images. nih: ChestX-ray14 (Data_Entry_2017.csv or index.csv, BBox_List_2017.csv).")
        @Nullable
        String layout,

        @Schema(
                example = "local/nih",
                description =
                        "Folder as root/path, below a root of medsyn.imports.roots. Not together with an archive.")
        @Nullable
        String location,

        @Nullable Tables tables,
        @Nullable Rules rules,

        @Schema(example = "7", description = "Decides the split of patients where the source has none. Default 0.")
        @Nullable
        Long seed) {

    @Schema(
            description =
                    "Files below the source that say something about the films. Default: the layout's usual names.")
    record Tables(
            @Schema(example = "index.csv", description = "One row per film.") @Nullable
            String images,

            @Schema(example = "boxes.csv", description = "One row per box: image, label, x, y, width, height.")
            @Nullable
            String boxes,

            @Schema(
                    example = "masks.csv",
                    description = "One row per mask: image, label, mask (path of a binary image).")
            @Nullable
            String masks,

            @Schema(
                    example = "{\"image\":\"file\",\"labels\":\"finding\"}",
                    description =
                            "Column by role: image, labels, patient, view, split, age, sex, boxes, mask, findings, impression. Default: usual names.")
            @Nullable
            Map<String, String> columns) {}

    @Schema(description = "Which films count and how they are split.")
    record Rules(
            @Schema(example = "[\"test\"]", description = "Take films of these splits only. Default all.") @Nullable
            List<String> splits,

            @Schema(description = "Take lateral views too. Default false.") @Nullable
            Boolean lateral,

            @Schema(
                    allowableValues = {"refuse", "corrected", "faithful"},
                    description =
                            "Patients in two splits: fail; move their films to where most of them are; or keep and count them. Default refuse.")
            @Nullable
            String patients,

            @Schema(description = "Licence of the films, for the dataset's card.") @Nullable
            String licence) {}

    /** @param upload object name of an uploaded archive, if there is one */
    Map<String, Object> body(@Nullable String upload) {
        Map<String, Object> source = new LinkedHashMap<>();
        put(source, "layout", layout);
        put(source, "location", location);
        put(source, "upload", upload);
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "name", name);
        body.put("source", source);
        put(body, "tables", tables);
        put(body, "rules", rules);
        body.put("seed", Objects.requireNonNullElse(seed, 0L));
        return body;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
