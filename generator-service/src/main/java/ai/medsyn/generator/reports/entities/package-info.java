/**
 * What a report may be asked to say, and how it is drawn: banks of entities with their frequencies, and samplers over them.
 *
 * <p>Drawing is a pure function. Nothing here keeps a counter that several workers would have to share: whoever knows the bank, the
 * specification, the seed and what was accepted so far computes the same plan. That is what makes a cap exact across processes that come and
 * go.
 */
@NullMarked
package ai.medsyn.generator.reports.entities;

import org.jspecify.annotations.NullMarked;
