package ai.medsyn.gateway.datasets.web;

import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.Version;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset version as clients see it. */
@Schema(description = "One version of a dataset; immutable once SEALED.")
record DatasetResource(
        UUID id,
        String name,

        @Schema(description = "MAJOR.MINOR.PATCH, once sealed: repacked, only added, changed.") @Nullable
        String version,

        DatasetState state,
        Dataset.Origin origin,
        String team,
        @Schema(description = "The job that made it.") UUID job,

        @Schema(description = "The version that it was re-cut from.") @Nullable
        UUID parent,

        UUID corpus,
        int requested,
        int generated,
        int accepted,

        @Schema(description = "Rejected candidates by the first reason.", implementation = Object.class) @JsonRawValue
        String rejected,

        @Schema(description = "Thresholds that differ from the defaults.", implementation = Object.class) @JsonRawValue
        String thresholds,

        @Schema(description = "Fraction by split.", implementation = Object.class) @JsonRawValue
        String splits,

        @Schema(description = "sha256 over all samples in order.") @Nullable
        String manifestDigest,

        Instant createdAt,
        @Nullable Instant sealedAt) {

    static DatasetResource of(Dataset dataset) {
        return new DatasetResource(
                dataset.id().value(),
                dataset.name(),
                dataset.version().map(Version::toString).orElse(null),
                dataset.state(),
                dataset.origin(),
                dataset.team(),
                dataset.job(),
                dataset.parent().map(id -> id.value()).orElse(null),
                dataset.corpus().value(),
                dataset.requested(),
                dataset.generated(),
                dataset.accepted(),
                dataset.rejectedJson(),
                dataset.thresholdsJson(),
                dataset.splitsJson(),
                dataset.manifestDigest().map(digest -> digest.hex()).orElse(null),
                dataset.createdAt(),
                dataset.sealedAt().orElse(null));
    }
}
