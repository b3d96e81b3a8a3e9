/**
 * What stands behind a dataset: corpora of candidates, their texts, images, measurements and verdicts, and the immutable
 * dataset versions cut from them. Bulk rows go through COPY; entities with a life of their own are JPA entities.
 */
@NullMarked
package ai.medsyn.platform.lineage;

import org.jspecify.annotations.NullMarked;
