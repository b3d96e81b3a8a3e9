/**
 * Bytes with names: a port for immutable, checksummed objects with a local-directory and an S3 adapter.
 */
@NullMarked
package ai.medsyn.platform.artifacts;

import org.jspecify.annotations.NullMarked;
