/**
 * From the numbers of an experiment's runs to the table that a paper prints: means over seeds with intervals, paired tests against a baseline,
 * layouts and plots. Plain Java: it knows numbers and names, and neither jobs nor a database, so that every layout is tested without either.
 *
 * <p>Measured numbers and published ones never share a type: a {@link ai.medsyn.gateway.experiments.table.Published} value has no interval, no seed
 * and no trace, and no renderer can mistake one for the other.
 */
@NullMarked
package ai.medsyn.gateway.experiments.table;

import org.jspecify.annotations.NullMarked;
