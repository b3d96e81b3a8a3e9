/**
 * Pre-training of vision-language models as jobs. {@code runs} trains: what a request means, the job, its ranks, checkpoints and exports; {@code web}
 * is the door for the gateway. The training itself is {@code ai.medsyn.vision}, which knows neither jobs nor a database.
 */
@NullMarked
package ai.medsyn.training;

import org.jspecify.annotations.NullMarked;
