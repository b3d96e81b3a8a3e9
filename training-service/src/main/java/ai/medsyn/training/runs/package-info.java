/**
 * Training runs. A {@link ai.medsyn.training.runs.TrainingSpec} is complete: every number that a preset left open is in it, so that the same
 * specification trains the same model whatever presets become. {@link ai.medsyn.training.runs.TrainingJob} runs it as rank 0; a run of several
 * processes has a child job per further rank, which any worker of the pool may take. They meet at an address in the database, under a number that
 * counts the attempts: whoever loses the others waits for the next number and goes on from the last checkpoint.
 */
@NullMarked
package ai.medsyn.training.runs;

import org.jspecify.annotations.NullMarked;
