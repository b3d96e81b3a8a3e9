/**
 * Bytes with names. Images, masks, uploads and exports are immutable, checksummed objects behind one port,
 * {@link ai.medsyn.platform.artifacts.ArtifactStore}, with two adapters: a directory and an S3-compatible bucket.
 *
 * <p>Names are deterministic, so that a block that runs twice writes the same object twice, which is a no-op. An object becomes visible in
 * one atomic step of the store itself (a hard link, a conditional request), never by a look followed by a write; hence no process has to
 * trust another one. Its digest is kept beside the bytes and every reader checks it on the way.
 */
@NullMarked
package ai.medsyn.platform.artifacts;

import org.jspecify.annotations.NullMarked;
