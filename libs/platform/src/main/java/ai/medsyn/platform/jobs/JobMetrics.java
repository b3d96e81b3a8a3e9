package ai.medsyn.platform.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What happened to jobs in this process, counted when it is committed. Kinds and states are few by nature; codes of failures are kept few, so
 * that no label grows without bound.
 */
@Component
class JobMetrics {

    private static final int MAX_CODES = 64;

    private final ObjectProvider<MeterRegistry> registries;
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    JobMetrics(ObjectProvider<MeterRegistry> registries) {
        this.registries = registries;
    }

    private MeterRegistry registry() {
        return registries.getIfAvailable(SimpleMeterRegistry::new);
    }

    /** A job entered the state that it now has. */
    void entered(Job job) {
        Job.Failure error = job.error();
        String code = error == null ? "none" : few(error.code());
        Instant started = job.times().started();
        afterCommit(() -> {
            registry()
                    .counter(
                            "medsyn.jobs.states",
                            "kind",
                            job.kind(),
                            "state",
                            job.state().name(),
                            "code",
                            code)
                    .increment();
            if (job.state() == JobState.RUNNING && job.epoch() == 1 && started != null) {
                registry()
                        .timer("medsyn.jobs.queue.time", "kind", job.kind(), "pool", job.pool())
                        .record(Duration.between(job.times().submitted(), started));
            }
        });
    }

    /** A block is about to be committed. */
    void committed(JobHandler<?> handler, int units) {
        afterCommit(() -> registry()
                .counter(
                        "medsyn.jobs.units",
                        "kind",
                        handler.type().kind(),
                        "unit",
                        handler.type().unit())
                .increment(units));
    }

    private String few(String code) {
        return codes.contains(code) || (codes.size() < MAX_CODES && codes.add(code)) ? code : "other";
    }

    private static void afterCommit(Runnable count) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            count.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                count.run();
            }
        });
    }
}
