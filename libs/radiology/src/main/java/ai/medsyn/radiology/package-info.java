/**
 * The language of reports: entities and their categories, the built-in lexicon, extraction with negation and uncertainty,
 * sections, labels, and readers of real report collections. Plain Java.
 */
@NullMarked
package ai.medsyn.radiology;

import org.jspecify.annotations.NullMarked;
