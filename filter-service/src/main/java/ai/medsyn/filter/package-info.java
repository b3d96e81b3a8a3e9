/**
 * Curation of texts and images: {@code policies} says what is asked of a candidate, {@code fingerprints} finds copies, {@code curation} measures and
 * decides as jobs, {@code web} is the door for the gateway. The first two know neither Spring nor a database.
 */
@NullMarked
package ai.medsyn.filter;

import org.jspecify.annotations.NullMarked;
