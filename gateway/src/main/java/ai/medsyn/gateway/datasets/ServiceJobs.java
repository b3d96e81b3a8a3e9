package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.jobs.Patience;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Runs jobs of other services on behalf of a job of the gateway: asks for them over REST, then watches their rows, which all services share. Asking
 * again after a crash finds the same job.
 */
@Component
public class ServiceJobs {

    private static final Duration LONGEST = Duration.ofMillis(500);
    /** How often the job that waits tells its own progress, which it writes down. */
    private static final Duration REPORTING = Duration.ofMillis(250);

    private final ServiceClients clients;
    private final Jobs jobs;

    ServiceJobs(ServiceClients clients, Jobs jobs) {
        this.clients = clients;
        this.jobs = jobs;
    }

    /**
     * A job wanted from a service.
     *
     * @param key idempotency key
     * @param body the job's specification
     */
    public record Request(String service, String path, String key, Object body) {}

    /**
     * Runs a job to its end.
     *
     * @param watch called with the job several times a second; where it throws {@link ai.medsyn.platform.jobs.JobStopped}, waiting ends
     * @return the job, SUCCEEDED
     * @throws JobFailure with the job's own code if it failed
     */
    Job run(Request request, JobRun<?> parent, Consumer<Job> watch) throws InterruptedException {
        return await(submit(request, parent), parent, watch);
    }

    /**
     * Waits for a job's end.
     *
     * @param watch called with the job several times a second; where it throws {@link ai.medsyn.platform.jobs.JobStopped}, waiting ends
     * @return the job, SUCCEEDED
     * @throws JobFailure with the job's own code if it failed
     */
    public Job await(JobId id, JobRun<?> parent, Consumer<Job> watch) throws InterruptedException {
        Patience patience = new Patience(LONGEST);
        long reported = System.nanoTime() - REPORTING.toNanos();
        while (true) {
            Job job = jobs.require(id, parent.team());
            if (System.nanoTime() - reported >= REPORTING.toNanos()) {
                watch.accept(job);
                reported = System.nanoTime();
            }
            if (job.state() == JobState.SUCCEEDED) {
                return job;
            }
            if (job.state().ended()) {
                watch.accept(job);
                throw failure(job);
            }
            patience.pause();
        }
    }

    /** Asks for a job on behalf of another one. The same key finds the same job again. */
    public JobId submit(Request request, JobRun<?> parent) {
        Caller caller = new Caller(parent.team(), Role.REQUESTER, "job:" + parent.id());
        JsonNode job = clients.service(request.service(), caller)
                .post()
                .uri(request.path())
                .header("Idempotency-Key", request.key())
                .header("Parent-Job", parent.id().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(request.body())
                .retrieve()
                .body(JsonNode.class);
        if (job == null || !job.hasNonNull("id")) {
            throw new IllegalStateException(request.service() + request.path() + " answered without a job");
        }
        return JobId.parse(job.get("id").asString());
    }

    private static JobFailure failure(Job job) {
        Job.Failure error = job.error();
        if (error == null) {
            return new JobFailure("stage-cancelled", "job " + job.id() + " (" + job.kind() + ") was cancelled");
        }
        return new JobFailure(error.code(), job.kind() + ": " + error.message());
    }
}
