package ai.medsyn.platform.jobs;

/**
 * Which partition of which launch a scheduled task runs. Its text is the task's instance name.
 *
 * @param execution id of the Spring Batch step execution that holds the partition's position
 */
record PartitionKey(JobId job, long epoch, int partition, long execution) {

    static PartitionKey parse(String text) {
        String[] parts = text.split("/");
        return new PartitionKey(
                JobId.parse(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
    }

    @Override
    public String toString() {
        return job + "/" + epoch + "/" + partition + "/" + execution;
    }
}
