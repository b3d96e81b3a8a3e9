/**
 * Does what a model learns from the phantom hold on real films? A small image-text model is trained on pairs of phantom films and
 * grammar-written reports only, and asked about real NIH ChestX-ray14 films that it never saw ({@link PhantomTransfer}); {@link
 * FilmStatistics} compares the films themselves by numbers.
 */
@NullMarked
package ai.medsyn.benchmarks.transfer;

import org.jspecify.annotations.NullMarked;
