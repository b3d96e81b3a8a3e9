package ai.medsyn.platform.jobs;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process takes part in running jobs.
 *
 * @param pools pools whose jobs it runs; empty for a process that only answers requests
 * @param threads blocks computed at once
 * @param launches jobs in progress at once; a launch mostly waits for its partitions
 * @param partitions into how many partitions a job splits at most, and so over how many threads it can spread
 * @param maxQueued jobs that wait in one pool before more are refused
 * @param heartbeat how often a process says that it lives; it counts as dead after four silent beats
 * @param retries automatic restarts of a job whose failure may pass
 * @param firstRetry wait before the first of them; doubles each time
 */
@ConfigurationProperties("medsyn.jobs")
public record JobSettings(
        @DefaultValue({"cpu", "coordinator"}) Set<String> pools,
        @DefaultValue("2") int threads,
        @DefaultValue("8") int launches,
        @DefaultValue("16") int partitions,
        @DefaultValue("1000") int maxQueued,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("3") int retries,
        @DefaultValue("500ms") Duration firstRetry) {}
