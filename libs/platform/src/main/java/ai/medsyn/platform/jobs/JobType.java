package ai.medsyn.platform.jobs;

/**
 * What all jobs of one kind have in common.
 *
 * @param <S> the specification, a record that survives JSON
 * @param kind stable name, for example {@code reports.write}
 * @param specification its class
 * @param pool the workers that may run it: {@code cpu}, {@code onnx-gpu}, {@code torch-gpu}, {@code coordinator}
 * @param unit what progress counts, for example {@code samples}
 */
public record JobType<S>(String kind, Class<S> specification, String pool, String unit) {}
