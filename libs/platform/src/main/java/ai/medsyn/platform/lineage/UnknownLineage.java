package ai.medsyn.platform.lineage;

/** Something of the lineage that does not exist, or not for this team. */
public final class UnknownLineage extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String kind;

    public UnknownLineage(String kind, String id) {
        super("no " + kind + " " + id);
        this.kind = kind;
    }

    /** What is missing: for example {@code dataset}, {@code sample} or {@code report set}, {@code training}, {@code checkpoint}. */
    public String kind() {
        return kind;
    }
}
