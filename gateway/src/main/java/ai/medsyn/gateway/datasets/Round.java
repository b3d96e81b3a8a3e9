package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.Dataset;

/**
 * One round of a build.
 *
 * @param number 0 for the first, then the top-ups
 * @param from first ordinal of the round
 * @param count its candidates
 */
record Round(JobRun<BuildSpec> run, Dataset dataset, int number, int from, int count) {

    int to() {
        return from + count;
    }

    /** The idempotency key of one of its stages: a repeated submission finds the first job. */
    String key(String stage) {
        return run.id() + "/" + number + "/" + stage;
    }
}
