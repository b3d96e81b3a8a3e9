package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.evaluation.imports.ImportSpec.Layout;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.ReportLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads what a table says about findings. Either one column lists the findings of a film, and what it does not list is absent; or there is a
 * column per finding with 1 (present), 0 (absent), -1 (uncertain) or nothing (not mentioned), as CheXpert and MIMIC-CXR-JPG have them.
 */
final class FilmLabels {

    private static final String SEPARATORS = "[|;]";

    private static final Map<String, LabelValue> VALUES = Map.of(
            "1", LabelValue.POSITIVE, "0", LabelValue.NEGATIVE, "-1", LabelValue.UNCERTAIN, "", LabelValue.NEGATIVE);

    private final OptionalInt list;
    private final Map<Integer, String> columns;
    private final Set<String> vocabulary;

    private FilmLabels(OptionalInt list, Map<Integer, String> columns, Set<String> vocabulary) {
        this.list = list;
        this.columns = columns;
        this.vocabulary = vocabulary;
    }

    /**
     * @throws JobFailure if the table says nothing about findings
     */
    static FilmLabels of(Table table, Layout layout, OptionalInt list) {
        if (list.isPresent()) {
            return new FilmLabels(list, Map.of(), layout == Layout.NIH ? nih() : listed(table, list.getAsInt()));
        }
        Map<Integer, String> columns = labelColumns(table);
        if (columns.isEmpty()) {
            throw new JobFailure(
                    "columns-missing",
                    "expected a column with the findings of a film in " + table.name()
                            + " (labels, or tables.columns.labels), or a column per CheXpert or NIH label; found "
                            + table.header());
        }
        return new FilmLabels(list, columns, new LinkedHashSet<>(columns.values()));
    }

    /** What a row says; nothing if it has a value that is no label. */
    Optional<Map<String, LabelValue>> read(Table.Row row) {
        return list.isPresent() ? readList(row.value(list)) : readColumns(row);
    }

    private Optional<Map<String, LabelValue>> readList(String text) {
        Set<String> present = new LinkedHashSet<>(split(text));
        if (!vocabulary.containsAll(present)) {
            return Optional.empty();
        }
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        vocabulary.forEach(
                name -> labels.put(name, present.contains(name) ? LabelValue.POSITIVE : LabelValue.NEGATIVE));
        return Optional.of(labels);
    }

    private Optional<Map<String, LabelValue>> readColumns(Table.Row row) {
        Map<String, LabelValue> labels = new LinkedHashMap<>();
        for (Map.Entry<Integer, String> column : columns.entrySet()) {
            // Spreadsheets write whole numbers as 1.0.
            String text = row.value(column.getKey()).replaceFirst("\\.0+$", "");
            LabelValue value = VALUES.get(text);
            if (value == null) {
                return Optional.empty();
            }
            if (!text.isEmpty()) {
                labels.put(column.getValue(), value);
            }
        }
        return Optional.of(labels);
    }

    private static Set<String> nih() {
        Set<String> names = new LinkedHashSet<>();
        names.add(LabelNames.NO_FINDING);
        ReportLabels.NIH14.forEach(name -> names.add(LabelNames.of(name)));
        return names;
    }

    private static Set<String> listed(Table table, int column) {
        Set<String> names = new LinkedHashSet<>();
        table.rows().forEach(row -> names.addAll(split(row.value(column))));
        return names;
    }

    private static Map<Integer, String> labelColumns(Table table) {
        Set<String> known = nih();
        ReportLabels.CHEXPERT.forEach(name -> known.add(LabelNames.of(name)));
        Map<Integer, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < table.header().size(); i++) {
            String name = LabelNames.of(table.header().get(i));
            if (known.contains(name) && !columns.containsValue(name)) {
                columns.put(i, name);
            }
        }
        return columns;
    }

    private static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        Arrays.stream(text.split(SEPARATORS))
                .map(LabelNames::of)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }
}
