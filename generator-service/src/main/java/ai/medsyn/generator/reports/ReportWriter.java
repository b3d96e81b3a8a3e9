package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Entity;
import java.util.List;

/** Writes a radiology report that contains exactly the given entities and no others. */
public interface ReportWriter {

    /** The id under which the model registry knows this writer, for example {@code grammar-1}. */
    String modelId();

    /**
     * Writes one report.
     *
     * @param entities what the report must say, in sampling order
     * @param seed decides wording and order
     */
    WrittenReport write(List<Entity> entities, long seed);
}
