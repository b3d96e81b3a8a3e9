package ai.medsyn.vision.presets;

/**
 * How long training takes.
 *
 * @param batchSize pairs per step over all processes
 * @param epochs at most
 * @param earlyStopping epochs without a better validation loss after which training ends; 0 never stops early
 */
public record TrainingBudget(int batchSize, int epochs, int earlyStopping) {}
