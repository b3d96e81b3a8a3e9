package ai.medsyn.training.runs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for a run as it comes in: nothing of it is checked yet. */
public record TrainingWish(
        @Nullable String name,
        @Nullable List<@Nullable Source> datasets,
        @Nullable String preset,
        @Nullable Map<String, @Nullable Object> overrides,
        @Nullable Encoders encoders,
        @Nullable Budget budget,
        @Nullable Long seed,
        @Nullable Data data,
        @Nullable Integer processes) {

    /** A dataset version. */
    public record Source(@Nullable UUID dataset, @Nullable Double weight) {}

    /** Encoders in place of the default ones. */
    public record Encoders(
            @Nullable String image,
            @Nullable String imageWeights,
            @Nullable String text) {}

    /** How long. */
    public record Budget(@Nullable String unit, @Nullable Integer amount) {}

    /** Which splits. */
    public record Data(
            @Nullable List<@Nullable String> train,
            @Nullable List<@Nullable String> validate) {}
}
