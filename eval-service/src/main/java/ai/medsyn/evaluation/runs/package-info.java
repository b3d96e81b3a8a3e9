/**
 * Evaluations as jobs. A task turns films and a model into numbers; this package chooses the films, opens the model, keeps embeddings so that no film
 * is embedded twice by one encoder, and writes the report down: rows for queries, files for people.
 */
@NullMarked
package ai.medsyn.evaluation.runs;

import org.jspecify.annotations.NullMarked;
