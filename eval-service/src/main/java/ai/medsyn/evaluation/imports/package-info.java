/**
 * Films that nobody here made, as datasets like any other. An import first reads the source's tables into a plan: one candidate per row, each a
 * film with all that the tables say about it, or a refusal with its reason. Then the films are read block by block, checked against what the
 * tables claim of them, and stored. A row becomes a sample or a rejection; none is lost in silence.
 *
 * <p>The plan depends on the tables alone. Their digest is kept with the corpus, so that a folder that changes between two blocks is noticed.
 */
@NullMarked
package ai.medsyn.evaluation.imports;

import org.jspecify.annotations.NullMarked;
