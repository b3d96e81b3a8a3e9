/** Generators that take no time, so that a benchmark sees what the platform adds. Found by generator-service when they are on its class path. */
@NullMarked
package ai.medsyn.generator.benchmark;

import org.jspecify.annotations.NullMarked;
