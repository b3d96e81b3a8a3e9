/**
 * Evaluations as jobs. An {@link ai.medsyn.evaluation.runs.EvaluationTask} turns films and a model into numbers and says what in an order decides them;
 * tasks are components and may live in packages of their own. This package finds the task, gives it the films, keeps embeddings so that no film is
 * embedded twice by one encoder, and writes the answer down: rows for queries, files for people, a content key by which equal questions are recognised.
 */
@NullMarked
package ai.medsyn.evaluation.runs;

import org.jspecify.annotations.NullMarked;
