package ai.medsyn.platform.lineage;

import java.util.Set;

/** Something of the lineage that does not exist, or not for this team. */
public final class UnknownLineage extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Set<String> LISTED = Set.of(
            "checkpoint",
            "dataset",
            "entity-bank",
            "evaluation",
            "experiment",
            "job",
            "model",
            "report-set",
            "training");
    private final String kind;

    public UnknownLineage(String kind, String id) {
        super("no " + kind + " " + id + hint(kind.replace(' ', '-')));
        this.kind = kind;
    }

    private static String hint(String word) {
        return LISTED.contains(word) ? "; GET /v1/" + word + "s lists yours" : "";
    }

    /** What is missing: for example {@code dataset}, {@code sample} or {@code report set}, {@code training}, {@code checkpoint}. */
    public String kind() {
        return kind;
    }
}
