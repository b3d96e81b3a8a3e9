/**
 * A PostgreSQL server of our own: binaries from the class path, initialised with password authentication on the loopback interface,
 * every commit on disk before it is acknowledged. It is a daemon, not a child: it survives a killed platform, and the next start
 * attaches to it.
 */
@NullMarked
package ai.medsyn.standalone.database;

import org.jspecify.annotations.NullMarked;
