/** Files that callers send: kept in the artifact store as they came, before anything is read from them. */
@NullMarked
package ai.medsyn.gateway.uploads;

import org.jspecify.annotations.NullMarked;
