/** What the platform costs, measured from outside, on whole processes. Benchmarks print; tests assert. */
@NullMarked
package ai.medsyn.benchmarks;

import org.jspecify.annotations.NullMarked;
