/**
 * The whole platform on one machine without anything to install: every service as a Spring context of one JVM, beside an embedded
 * PostgreSQL that keeps its data in one directory. The services do not know: they speak HTTP over the loopback interface with the same
 * tokens as in a cluster.
 *
 * <p>{@link ai.medsyn.standalone.Medsyn} is the command line. A command owns nothing but its options; what lasts between commands lies
 * in the {@link ai.medsyn.standalone.Installation}, a directory that at most one platform at a time holds by a file lock, which the
 * operating system releases however the process ends.
 */
@NullMarked
package ai.medsyn.standalone;

import org.jspecify.annotations.NullMarked;
