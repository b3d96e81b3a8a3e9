package ai.medsyn.gateway.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to a dry run. */
@Schema(description = "What a build would take, from what earlier jobs of this installation took.")
public record Estimate(
        boolean feasible,
        int count,

        @Schema(description = "Candidates expected, at the acceptance of this installation's datasets so far.")
        int expectedCandidates,

        int maxCandidates,

        @Schema(description = "Uses that the entities' cap allows and uses needed, by group.") @Nullable
        Map<String, Capacities.Group> entities,

        @Schema(description = "Null until a job has shown how fast this installation is.") @Nullable
        Double expectedSeconds,

        @Schema(description = "Bytes of images, masks and exports; null until an image was drawn.") @Nullable
        Long expectedBytes,

        BuildSpec build) {}
