package ai.medsyn.generator.reports.banks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bank as it is registered.
 *
 * @param name the team's name for it; {@code name@version} names one bank
 * @param version counted from 1 within team and name
 * @param content what it holds; zeros until it is ready
 * @param ready true once it was built
 */
public record Bank(
        UUID id, String name, int version, Source source, Content content, boolean ready, Instant createdAt) {

    /** Where entities come from. */
    public enum Origin {
        /** The built-in lexicon as it was when the bank was built. */
        LEXICON,
        /** The reports of a report set, read by an extractor. */
        REPORT_SET,
        /** A CSV of entities. */
        LIST
    }

    /**
     * What it is built from.
     *
     * @param reportSet for {@link Origin#REPORT_SET}
     * @param list name of the stored CSV, for {@link Origin#LIST}
     * @param extractor model id of what reads the reports
     */
    public record Source(
            Origin origin,
            @Nullable UUID reportSet,
            @Nullable String list,
            @Nullable String extractor) {}

    /**
     * @param reports reports that were read
     * @param entities distinct entities
     * @param sha256 digest of entities and counts; null until it is ready
     */
    public record Content(
            int reports, int entities, @Nullable String sha256) {}

    /** {@code name@version}. */
    public String reference() {
        return name + "@" + version;
    }
}
