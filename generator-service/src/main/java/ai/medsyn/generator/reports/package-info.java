/** Report generation: balanced sampling of entities, and writers that say exactly what was sampled. */
@NullMarked
package ai.medsyn.generator.reports;

import org.jspecify.annotations.NullMarked;
