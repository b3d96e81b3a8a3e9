/** Trainings, their metrics and checkpoints over HTTP. */
@NullMarked
package ai.medsyn.gateway.trainings.web;

import org.jspecify.annotations.NullMarked;
