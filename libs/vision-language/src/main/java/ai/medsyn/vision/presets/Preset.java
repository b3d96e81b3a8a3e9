package ai.medsyn.vision.presets;

/**
 * A published method.
 *
 * @param id name and variant
 * @param method model and objective
 * @param views what the encoders see
 * @param optimization how parameters move
 * @param budget how long training takes
 */
public record Preset(Id id, Method method, ViewSettings views, Optimization optimization, TrainingBudget budget) {

    /**
     * @param name as requests give it
     * @param source where the settings come from, and what the variant corrects
     */
    public record Id(String name, Variant variant, String source) {}

    /** What is built. */
    public record Method(ModelSettings model, ObjectiveSettings objective) {}
}
