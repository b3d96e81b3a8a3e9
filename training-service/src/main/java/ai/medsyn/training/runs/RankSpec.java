package ai.medsyn.training.runs;

import java.util.UUID;

/**
 * One further process of a run.
 *
 * @param training the run, which is also the parent job
 * @param rank from 1
 * @param spec of the run
 */
record RankSpec(UUID training, int rank, TrainingSpec spec) {}
