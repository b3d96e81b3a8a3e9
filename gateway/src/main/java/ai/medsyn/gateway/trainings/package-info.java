/**
 * The public side of training. A request goes to training-service, which knows presets and encoders and names everything that is wrong with it at
 * once; runs, metrics and checkpoints are read where every service reads them, in the database.
 */
@NullMarked
package ai.medsyn.gateway.trainings;

import org.jspecify.annotations.NullMarked;
