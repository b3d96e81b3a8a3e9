package ai.medsyn.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A demo that is going on. Its steps are classes of their own: each makes its calls, prints what it shows, and has a member in the JSON line.
 *
 * @param seed decides every step
 */
record DemoRun(PublicApi api, Installation installation, long seed, PrintStream out) {

    private static final Duration POLL = Duration.ofMillis(300);

    /**
     * Waits for a job and shows its progress meanwhile.
     *
     * @param submitted the answer to the request that queued it
     * @return the job, which succeeded
     */
    JsonNode await(JsonNode submitted) throws IOException, InterruptedException {
        ProgressLine progress = new ProgressLine(out);
        String path = "/v1/jobs/" + submitted.path("id").asString();
        while (true) {
            JsonNode job = api.get(path);
            progress.show(job);
            switch (job.path("state").asString()) {
                case "SUCCEEDED" -> {
                    progress.end();
                    return job;
                }
                case "FAILED", "CANCELLED" -> {
                    progress.end();
                    throw CommandFailure.failed(
                            "the job ended " + job.path("state").asString() + ": "
                                    + job.path("error").path("code").asString() + ": "
                                    + job.path("error").path("message").asString());
                }
                default -> TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        }
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
