/** Entity banks and samplings over HTTP, for the gateway. */
@NullMarked
package ai.medsyn.generator.reports.banks.web;

import org.jspecify.annotations.NullMarked;
