package ai.medsyn.evaluation.quality;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dataset to examine.
 *
 * @param dataset a sealed version
 * @param reference a sealed version of real films to compare with; null to look at the dataset alone
 * @param encoder id of a registered pair; without it and a checkpoint the built-in thumbnail encoder looks, which knows no texts
 * @param checkpoint of a training run, in place of a registered pair
 * @param settings null for the defaults
 */
public record QualitySpec(
        @NotNull UUID dataset,
        @Nullable UUID reference,
        @Size(max = 200) @Nullable String encoder,
        @Nullable UUID checkpoint,
        @Valid Settings settings) {

    public QualitySpec {
        settings = Objects.requireNonNullElse(settings, Settings.DEFAULT);
    }

    /** With a registered pair, or none. */
    public QualitySpec(UUID dataset, @Nullable UUID reference, @Nullable String encoder, @Nullable Settings settings) {
        this(dataset, reference, encoder, null, Objects.requireNonNullElse(settings, Settings.DEFAULT));
    }

    /**
     * @param films of each side, at most; distances are compared at equal numbers; null for 2000
     * @param neighbours whose distance gives the radius of precision and recall; null for 5
     * @param pairs of films for diversity; null for 200
     * @param seed of what is drawn; null for 0
     */
    public record Settings(
            @Min(20) @Max(50_000) @Nullable Integer films,
            @Min(1) @Max(100) @Nullable Integer neighbours,
            @Min(10) @Max(10_000) @Nullable Integer pairs,
            @Nullable Long seed) {

        static final Settings DEFAULT = new Settings(null, null, null, null);

        int mostFilms() {
            return films == null ? 2000 : films;
        }

        int nearest() {
            return neighbours == null ? 5 : neighbours;
        }

        int drawnPairs() {
            return pairs == null ? 200 : pairs;
        }

        long drawSeed() {
            return seed == null ? 0 : seed;
        }
    }
}
