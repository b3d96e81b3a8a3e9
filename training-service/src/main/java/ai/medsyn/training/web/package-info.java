/** Requests for trainings, as the gateway passes them on. */
@NullMarked
package ai.medsyn.training.web;

import org.jspecify.annotations.NullMarked;
