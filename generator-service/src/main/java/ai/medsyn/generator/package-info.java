/** Report generation and image synthesis. */
@NullMarked
package ai.medsyn.generator;

import org.jspecify.annotations.NullMarked;
