package ai.medsyn.platform.jobs;

/**
 * What one kind of job does. Implementations are Spring beans, found by the kind of their {@link #type()}.
 *
 * @param <S> the specification, a record that survives JSON
 */
public sealed interface JobHandler<S> permits BlockJob, CoordinatorJob {

    JobType<S> type();
}
