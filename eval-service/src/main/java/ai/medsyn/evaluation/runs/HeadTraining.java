package ai.medsyn.evaluation.runs;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a head is trained on a frozen image encoder.
 *
 * @param fraction of the training films that is used, above 0 to 1; null for 1
 * @param seeds of initial weights, order and subsets, one head each; null for 0
 * @param preset {@code mgca/faithful} or {@code mgca/corrected}; null for the latter
 * @param splits to train on; null for train
 * @param division of the films among the sides: {@code dataset}, or by one of MGCA's own rules, for example {@code mgca}; null for the former
 * @param overrides numbers in place of the preset's
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}; null for cpu
 */
public record HeadTraining(
        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable
        Double fraction,

        @Size(min = 1, max = 20) @Nullable List<@NotNull Long> seeds,

        @Pattern(regexp = "mgca/(faithful|corrected)", message = "must be mgca/faithful or mgca/corrected") @Nullable
        String preset,

        @Size(min = 1, max = 16) @Nullable List<@NotNull String> splits,

        @Pattern(
                regexp = "dataset|mgca(-rsna-regions|-chexpert|-covidx|-object-cxr)?",
                message = "must be dataset, mgca, mgca-rsna-regions, mgca-chexpert, mgca-covidx or mgca-object-cxr")
        @Nullable
        String division,

        @Valid @Nullable Overrides overrides,

        @Pattern(regexp = "cpu|cuda(:[0-9]{1,2})?", message = "must be cpu, cuda or cuda:N") @Nullable
        String device) {

    static final HeadTraining DEFAULT = new HeadTraining(null, null, null, null, null, null, null);

    public double fractionOrAll() {
        return fraction == null ? 1 : fraction;
    }

    public List<Long> seedsOrZero() {
        return seeds == null ? List.of(0L) : seeds;
    }

    /** Whether defects of the official code are kept. */
    public boolean faithful() {
        return "mgca/faithful".equals(preset);
    }

    /** The rule of MGCA's that says which films are on which side; null if the dataset does. */
    public @Nullable String ownDivision() {
        return "dataset".equals(division) ? null : division;
    }

    public List<String> splitsOrTrain() {
        return splits == null ? List.of("train") : splits;
    }

    public String deviceOrCpu() {
        return device == null ? "cpu" : device.equals("cuda") ? "cuda:0" : device;
    }

    /**
     * Numbers of a preset that may be others; null for the preset's.
     *
     * @param epochs at most
     * @param patience epochs without a better validation after which training ends; 0 to go on
     * @param batchSize films per step, at least 2: some layers normalise over them
     * @param learningRate of AdamW
     * @param weightDecay of AdamW
     * @param imageSize side of the films in pixels, a multiple of 32; for heads on maps
     */
    public record Overrides(
            @Min(1) @Max(10_000) @Nullable Integer epochs,
            @Min(0) @Max(10_000) @Nullable Integer patience,
            @Min(2) @Max(4096) @Nullable Integer batchSize,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable
            Double learningRate,

            @DecimalMin("0") @DecimalMax("1") @Nullable Double weightDecay,
            @Min(32) @Max(1024) @Nullable Integer imageSize) {}
}
