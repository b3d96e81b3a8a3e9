/** Whole samples: previews that are kept nowhere, and replays that prove where a sample came from. */
@NullMarked
package ai.medsyn.generator.samples;

import org.jspecify.annotations.NullMarked;
