package ai.medsyn.evaluation.comparison;

import ai.medsyn.evaluation.classification.ScoredFilms;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The scores behind an evaluation, as they are kept beside its report.
 *
 * @param heads one for every seed of a task that trains; one for a task that does not. All have the same films and labels
 */
public record KeptScores(List<ScoredFilms> heads) {

    /** Name of the file. */
    public static final String FILE = "scores.json";

    private static final JsonMapper JSON = new JsonMapper();

    public KeptScores {
        heads = List.copyOf(heads);
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("expected scores of one head at least, found none");
        }
    }

    public byte[] bytes() {
        return JSON.writeValueAsBytes(this);
    }

    static KeptScores read(byte[] bytes) {
        return JSON.readValue(bytes, KeptScores.class);
    }

    ScoredFilms first() {
        return heads.get(0);
    }
}
