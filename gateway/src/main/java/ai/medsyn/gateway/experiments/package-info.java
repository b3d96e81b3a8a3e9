/**
 * Experiments: grids of trainings and evaluations whose result is a table. The grid is a function of the specification alone ({@link
 * ai.medsyn.gateway.experiments.Grid}); a coordinator job asks the services for one run after the other, as builds of datasets do, and keeps of every run
 * only which job it is and how it ended. All numbers stay where they were made: the table is put together from evaluations whenever it is asked for.
 *
 * <p>A run that was made before is taken: training-service and eval-service say which ones come to the same weights and numbers.
 */
@NullMarked
package ai.medsyn.gateway.experiments;

import org.jspecify.annotations.NullMarked;
