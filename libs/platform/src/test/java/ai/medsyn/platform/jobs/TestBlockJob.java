package ai.medsyn.platform.jobs;

/** What the block jobs of tests share: a name and a specification, in the pool {@code cpu}. */
public abstract class TestBlockJob<S, O> implements BlockJob<S, O> {

    private final String kind;
    private final Class<S> specType;

    protected TestBlockJob(String kind, Class<S> specType) {
        this.kind = kind;
        this.specType = specType;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final Class<S> specType() {
        return specType;
    }

    @Override
    public final String pool() {
        return "cpu";
    }

    @Override
    public final String unit() {
        return "rows";
    }
}
