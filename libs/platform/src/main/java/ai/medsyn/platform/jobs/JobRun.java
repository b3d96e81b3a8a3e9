package ai.medsyn.platform.jobs;

/**
 * One job as its handler sees it.
 *
 * @param id the job
 * @param spec its specification, validated before it was queued
 * @param team whose work it is
 */
public record JobRun<S>(JobId id, S spec, String team) {}
