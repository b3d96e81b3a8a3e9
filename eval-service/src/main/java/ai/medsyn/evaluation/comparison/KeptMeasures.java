package ai.medsyn.evaluation.comparison;

import java.util.List;
import java.util.Map;
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
    }

    public KeptMeasures {
        cases = List.copyOf(cases);
    }

    public byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    static KeptMeasures read(byte[] bytes) {
        return JSON.readValue(bytes, KeptMeasures.class);
    }
}
