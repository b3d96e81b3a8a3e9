/**
 * The public side of evaluation: labelled films that users bring, and how good models and datasets are. Requests go to eval-service, which knows
 * sources, tasks and metrics and names everything that is wrong at once; results are read where every service reads them, in the database.
 */
@NullMarked
package ai.medsyn.gateway.evaluations;

import org.jspecify.annotations.NullMarked;
