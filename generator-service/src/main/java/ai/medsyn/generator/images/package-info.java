/** Image synthesis: the port, and the built-in digital chest phantom behind it. */
@NullMarked
package ai.medsyn.generator.images;

import org.jspecify.annotations.NullMarked;
