/** What can be counted of texts without knowing what they say: length, vocabulary, repetition. */
@NullMarked
package ai.medsyn.generator.reports.texts;

import org.jspecify.annotations.NullMarked;
