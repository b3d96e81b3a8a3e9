/**
 * How good a dataset and a model are. {@code metrics} and {@code statistics} are plain numbers in, numbers out; they know neither
 * Spring nor a database, and never depend on batch size or thread count.
 */
@NullMarked
package ai.medsyn.evaluation;

import org.jspecify.annotations.NullMarked;
