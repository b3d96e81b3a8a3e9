/**
 * Published methods as named settings: model, objective and optimisation of one source each. {@code FAITHFUL} repeats what the
 * official code does, defects included; {@code CORRECTED} exists where the code does not do what its paper says. A run records
 * the whole preset, so an override is visible next to the name.
 */
@NullMarked
package ai.medsyn.vision.presets;

import org.jspecify.annotations.NullMarked;
