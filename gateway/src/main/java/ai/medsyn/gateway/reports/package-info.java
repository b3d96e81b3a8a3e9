/** Real reports that teams bring, to draw images for. */
@NullMarked
package ai.medsyn.gateway.reports;

import org.jspecify.annotations.NullMarked;
