/**
 * What a report says, told to people: sections, every mention with the words that decided it, labels, and the entity set by which
 * the platform compares reports. The same extractors serve writers and verification, so what is shown here is what counts there.
 */
@NullMarked
package ai.medsyn.generator.reports.analysis;

import org.jspecify.annotations.NullMarked;
