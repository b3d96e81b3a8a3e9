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
    public JobType<S> type() {
        return new JobType<>(kind, specType, "cpu", "rows");
    }
}
