/**
 * Long work. A {@link ai.medsyn.platform.jobs.JobHandler} says what a kind of job does; the rest of this package queues it,
 * runs its blocks as partitions of a Spring Batch job that db-scheduler hands out, counts what is done in the very
 * transaction that commits it, and carries it over crashes of any process.
 *
 * <p>The unit of safety is the block: a block's output depends only on the job's specification and its ordinals, and is
 * invisible until its transaction commits. Running a block twice therefore writes the same thing twice.
 */
@NullMarked
package ai.medsyn.platform.jobs;

import org.jspecify.annotations.NullMarked;
