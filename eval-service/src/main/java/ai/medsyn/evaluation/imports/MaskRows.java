package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of masks: {@code image, label, mask}. */
final class MaskRows {

    private MaskRows() {}

    /** Masks by image. */
    static Map<String, List<Candidate.Mask>> read(Table table) {
        int image = required(table, "image", "file", "filename");
        int label = required(table, "label", "finding", "class");
        int mask = required(table, "mask", "mask path", "mask file");
        Map<String, List<Candidate.Mask>> masks = new HashMap<>();
        for (Table.Row row : table.rows()) {
            masks.computeIfAbsent(row.value(image), name -> new ArrayList<>())
                    .add(new Candidate.Mask(LabelNames.of(row.value(label)), row.value(mask)));
        }
        return masks;
    }

    private static int required(Table table, String... names) {
        return table.column(List.of(names))
                .orElseThrow(() -> new JobFailure(
                        "columns-missing",
                        "expected a column " + List.of(names) + " in " + table.name() + ", found " + table.header()));
    }
}
