package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.lineage.DatasetId;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A sealed dataset version, without its samples. Distributions are counted while the samples stream by.
 *
 * @param measures quality measures by name, may be empty
 */
public record ExportDataset(
        Identity identity, Release release, Counts counts, Provenance provenance, SortedMap<String, Double> measures) {

    /**
     * @param name as the team chose it
     * @param version MAJOR.MINOR.PATCH
     * @param origin SYNTHETIC, REAL or MIXED
     */
    public record Identity(DatasetId id, String name, String version, String team, String origin) {

        /** Name and version, for titles and file headers. */
        String title() {
            return name + " " + version;
        }
    }

    /**
     * @param manifestDigest see {@link ai.medsyn.platform.lineage.ManifestDigest}
     * @param licence SPDX identifier of the licence of the data, or a URL
     */
    public record Release(Instant createdAt, Instant sealedAt, Sha256 manifestDigest, String licence) {}

    /**
     * @param requested samples that were asked for
     * @param generated candidates made for them
     * @param accepted samples in this version
     * @param rejected candidates turned down, by reason; a candidate with several reasons counts under each
     */
    public record Counts(long requested, long generated, long accepted, SortedMap<String, Long> rejected) {}

    /**
     * @param spec the request, as the JSON that was sent
     * @param seed the corpus seed
     * @param thresholds the curation thresholds that cut this version, as JSON
     * @param parent the version that this one was cut from, or null
     */
    public record Provenance(
            String spec,
            long seed,
            String thresholds,
            @Nullable Parent parent,
            List<Model> models) {}

    /** The version before. */
    public record Parent(DatasetId id, String version) {}

    /**
     * A model that had a part in the dataset.
     *
     * @param role what it did, for example {@code writer}, {@code generator}, {@code extractor}
     * @param files sha256 of its files; empty for a built-in
     */
    public record Model(String id, String role, String version, String licence, List<Sha256> files) {}
}
