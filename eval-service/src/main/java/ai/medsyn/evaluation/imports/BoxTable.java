package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Annotation.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Boxes by the image they belong to: left, top, width, height in pixels. */
final class BoxTable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, List<Box>> byImage = new HashMap<>();

    /** No table: no boxes. */
    BoxTable() {}

    /**
     * Columns {@code image, label, x, y, width, height}, or in their place the ones of NIH's list: image index, finding label and four
     * numbers under {@code Bbox [x,y,w,h]}.
     */
    BoxTable(Table table) {
        int image = required(table, "image index", "image", "file", "filename");
        int label = required(table, "finding label", "label", "class");
        OptionalInt joined = table.column(List.of("bbox [x,y,w,h]", "bbox [x", "bbox"));
        int[] numbers = joined.isPresent()
                ? new int[] {joined.getAsInt(), joined.getAsInt() + 1, joined.getAsInt() + 2, joined.getAsInt() + 3}
                : new int[] {
                    required(table, "x", "left"),
                    required(table, "y", "top"),
                    required(table, "width", "w"),
                    required(table, "height", "h")
                };
        for (Table.Row row : table.rows()) {
            double[] values = new double[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                values[i] = number(row.value(numbers[i]));
            }
            byImage.computeIfAbsent(row.value(image), name -> new ArrayList<>())
                    .add(box(LabelNames.of(row.value(label)), values));
        }
    }

    /** The boxes of an image, by its path or its name. */
    List<Box> of(String image) {
        List<Box> boxes = byImage.get(image);
        return boxes != null ? boxes : byImage.getOrDefault(image.substring(image.lastIndexOf('/') + 1), List.of());
    }

    int images() {
        return byImage.size();
    }

    /**
     * Boxes written into a cell as JSON: {@code [["Nodule", x, y, width, height], …]}.
     *
     * @throws IllegalArgumentException if it is none of that
     */
    static List<Box> parse(String cell) {
        if (cell.isEmpty()) {
            return List.of();
        }
        try {
            List<Box> boxes = new ArrayList<>();
            for (JsonNode box : JSON.readTree(cell)) {
                double[] values = new double[4];
                for (int i = 0; i < values.length; i++) {
                    JsonNode value = box.get(i + 1);
                    values[i] = value != null && value.isNumber() ? value.asDouble() : Double.NaN;
                }
                JsonNode label = box.get(0);
                boxes.add(box(label == null ? "" : LabelNames.of(label.asString("")), values));
            }
            return boxes;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("expected [[label, x, y, width, height], …]", e);
        }
    }

    private static Box box(String label, double[] values) {
        return new Box(label, values[0], values[1], values[2], values[3]);
    }

    /** Not a number where there is none: the film is refused when it is read. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static int required(Table table, String... names) {
        return table.column(List.of(names))
                .orElseThrow(() -> new JobFailure(
                        "columns-missing",
                        "expected a column " + List.of(names) + " in " + table.name() + ", found " + table.header()));
    }
}
