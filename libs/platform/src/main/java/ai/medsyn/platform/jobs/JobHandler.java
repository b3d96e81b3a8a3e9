package ai.medsyn.platform.jobs;

/**
 * What one kind of job does. Implementations are Spring beans, found by {@link #kind()}.
 *
 * @param <S> the specification, a record that survives JSON
 */
public sealed interface JobHandler<S> permits BlockJob, CoordinatorJob {

    /** Stable name, for example {@code reports.write}. */
    String kind();

    Class<S> specType();

    /** The workers that may run it: {@code cpu}, {@code onnx-gpu}, {@code torch-gpu}, {@code coordinator}. */
    String pool();

    /** What progress counts, for example {@code samples}. */
    String unit();
}
