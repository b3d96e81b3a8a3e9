package ai.medsyn.gateway.datasets.web;

import ai.medsyn.gateway.datasets.DatasetOrders;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Other thresholds for the candidates of a dataset. */
@Schema(description = "A new version from the candidates that there are.")
record RecutRequest(
        @Schema(description = "All thresholds that differ from the defaults.") @Size(max = 50) @Nullable
        Map<String, Double> thresholds,

        @Schema(description = "Samples wanted at most. Default: as many as the parent was asked for.")
        @Min(1)
        @Max(1_000_000)
        @Nullable
        Integer count,

        @Size(max = 10) @Nullable List<@NotNull String> exports) {

    DatasetOrders.RecutWish wish() {
        return new DatasetOrders.RecutWish(thresholds == null ? Map.of() : thresholds, count, exports);
    }
}
