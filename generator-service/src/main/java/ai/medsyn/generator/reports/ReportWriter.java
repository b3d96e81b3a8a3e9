package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Entity;
import java.util.List;

/** Writes a radiology report that contains exactly the given entities and no others. */
public interface ReportWriter {

    /** The id under which the model registry knows this writer, for example {@code grammar-2}. */
    String modelId();

    /**
     * Writes one report.
     *
     * @param entities what the report must say, in sampling order
     * @param seed decides wording and order
     */
    WrittenReport write(List<Entity> entities, long seed);

    /** True if the same entities and seed give the same text again. A model behind an endpoint promises no such thing. */
    default boolean repeatable() {
        return true;
    }

    /** True if it knows how to say an entity; what it does not know makes {@link #write} fail. */
    default boolean canSay(Entity entity) {
        return true;
    }

    /** How many reports it writes at once to good effect; 1 where writing is computing. */
    default int concurrency() {
        return 1;
    }
}
