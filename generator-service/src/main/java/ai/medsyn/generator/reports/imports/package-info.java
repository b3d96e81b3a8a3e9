/** Reads the reports that teams bring into report sets. */
@NullMarked
package ai.medsyn.generator.reports.imports;

import org.jspecify.annotations.NullMarked;
