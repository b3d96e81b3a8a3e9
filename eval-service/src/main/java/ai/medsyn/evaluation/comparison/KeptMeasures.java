package ai.medsyn.evaluation.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What was measured on each film, where the report has means over films, as it is kept beside the report. */
public record KeptMeasures(List<Case> cases) {

    /** Name of the file. */
    public static final String FILE = "cases.json";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A finding in a film.
     *
     * @param film ordinal
     * @param cluster films of one patient have the same
     * @param view null if unknown
     * @param values by metric; one that has no value is missing
     */
    public record Case(int film, String cluster, @Nullable String view, String label, Map<String, Double> values) {

        String key() {
            return film + " " + label;
        }

        Case with(Map<String, Double> others) {
            return new Case(film, cluster, view, label, others);
        }
    }

    public KeptMeasures {
        cases = List.copyOf(cases);
    }

    /**
     * Means case by case over heads or evaluations of the same cases. As the report's numbers are means over films too, theirs over heads are those of
     * these. A value that one of them lacks is missing.
     */
    public static KeptMeasures mean(List<KeptMeasures> several) {
        Map<String, List<Case>> byKey = new LinkedHashMap<>();
        several.forEach(each -> each.cases()
                .forEach(one -> byKey.computeIfAbsent(one.key(), none -> new ArrayList<>())
                        .add(one)));
        return new KeptMeasures(byKey.values().stream()
                .map(cases -> cases.get(0).with(means(cases, several.size())))
                .toList());
    }

    private static Map<String, Double> means(List<Case> cases, int wanted) {
        Map<String, Double> means = new TreeMap<>();
        for (String metric : cases.get(0).values().keySet()) {
            List<Double> values = cases.stream()
                    .map(each -> each.values().get(metric))
                    .filter(Objects::nonNull)
                    .toList();
            if (values.size() == wanted) {
                means.put(
                        metric, values.stream().mapToDouble(Double::doubleValue).sum() / wanted);
            }
        }
        return means;
    }

    public byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    static KeptMeasures read(byte[] bytes) {
        return JSON.readValue(bytes, KeptMeasures.class);
    }
}
