/**
 * The digital chest phantom: radiographs from text without any learned weights.
 *
 * <p>The prompt's findings ({@code PromptReader}) and the seed decide a patient ({@code Patient}) and how he is filmed ({@code
 * Acquisition}, {@code Projection}). {@code Anatomy} fills maps of thickness per pixel: analytic bodies for trunk, heart and lungs, stamped
 * tubes for bones, vessels and lines; disease changes what the lungs hold. {@code Radiograph} turns thickness into exposure, {@code
 * Display} exposure into gray levels. Everything is measured in centimetres, so that an image of another size shows the same patient.
 *
 * <p>Every aspect has its own random stream ({@code Dice}), so that the finding of another prompt appears in the otherwise same patient.
 * Arithmetic is exact on every JVM: additions, multiplications and square roots per pixel, StrictMath for tables.
 */
@NullMarked
package ai.medsyn.generator.images.phantom;

import org.jspecify.annotations.NullMarked;
