/**
 * Evaluations and their numbers, as every service reads them: which model was asked what about which dataset, and what came of it. An evaluation
 * never changes; asking again makes another one.
 */
@NullMarked
package ai.medsyn.platform.evaluations;

import org.jspecify.annotations.NullMarked;
