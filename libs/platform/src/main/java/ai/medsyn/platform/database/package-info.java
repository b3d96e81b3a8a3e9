/**
 * PostgreSQL: schema migration, COPY, and connections that are taken only when the first statement runs.
 */
@NullMarked
package ai.medsyn.platform.database;

import org.jspecify.annotations.NullMarked;
