/** Curation of texts and images. */
@NullMarked
package ai.medsyn.filter;

import org.jspecify.annotations.NullMarked;
