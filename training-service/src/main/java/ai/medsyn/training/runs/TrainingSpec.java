package ai.medsyn.training.runs;

import ai.medsyn.vision.presets.Variant;
import ai.medsyn.vision.training.Budget;
import ai.medsyn.vision.training.Recipe;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides a run.
 *
 * @param preset name of the recipe that the numbers come from
 * @param recipe the numbers, those of the request in place of the preset's
 * @param processes that share each batch
 */
public record TrainingSpec(
        String name,
        List<Source> datasets,
        Data data,
        String preset,
        Variant variant,
        Recipe recipe,
        Encoders encoders,
        Budget budget,
        long seed,
        int processes) {

    public TrainingSpec {
        datasets = List.copyOf(datasets);
    }

    /** A dataset version and how often each of its pairs is seen per epoch. */
    public record Source(UUID dataset, double weight) {}

    /** Splits to train and to validate on. */
    public record Data(List<String> train, List<String> validate) {

        public Data {
            train = List.copyOf(train);
            validate = List.copyOf(validate);
        }
    }

    /**
     * What is trained.
     *
     * @param image architecture
     * @param imageWeights id of a registered model to begin with; null for random weights
     * @param text a built-in text encoder or the id of a registered one
     */
    public record Encoders(String image, @Nullable String imageWeights, String text) {}
}
