package ai.medsyn.platform.jobs;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Finds jobs that are to run and have no launch task, and schedules one. A task is written with the state that needs it, so there should be none of
 * them, but for one case: a process freezes between taking a task and its launch; another one takes the task over and runs the job; the first one wakes
 * up, launches in its turn, by which the other one steps back and its task is done; then the first one dies. A launch that still lives without a
 * task is overtaken by the new one, which costs work and nothing else.
 */
@Component
class JobSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobSweep.class);
    /** Dead launches are found after four heartbeats: this looks later than that. */
    private static final int HEARTBEATS = 8;

    private final JdbcClient jdbc;
    private final JobStore store;
    private final JobScheduler scheduler;
    private final JobSettings settings;
    private @Nullable ScheduledExecutorService thread;

    JobSweep(JdbcClient jdbc, JobStore store, JobScheduler scheduler, JobSettings settings) {
        this.jdbc = jdbc;
        this.store = store;
        this.scheduler = scheduler;
        this.settings = settings;
    }

    /** Schedules a launch of each job of the pools that has none. */
    void sweep(Set<String> pools) {
        List<JobId> lost = jdbc.sql("""
                        select j.id from job j
                        where j.state in ('QUEUED', 'RUNNING') and j.pool = any (?) and not exists (
                            select 1 from scheduled_task t
                            where t.task_name = 'launch:' || j.kind and t.task_instance like j.id || '/%')
                        """)
                .param(pools.toArray(String[]::new))
                .query((row, number) -> JobId.parse(row.getString("id")))
                .list();
        for (JobId id : lost) {
            store.find(id).filter(job -> !job.state().ended()).ifPresent(job -> {
                LOG.warn("job {} ({}) is {} and nobody runs it: it is launched again", id, job.kind(), job.state());
                scheduler.schedule(job);
            });
        }
    }

    private void sweepQuietly() {
        try {
            sweep(settings.pools());
        } catch (DataAccessException | TransactionException away) {
            LOG.info("the database does not answer; jobs without a task are looked for later");
        }
    }

    @Override
    public void start() {
        if (settings.pools().isEmpty()) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "job-sweep");
            daemon.setDaemon(true);
            return daemon;
        });
        long pause = HEARTBEATS * settings.heartbeat().toMillis();
        started.scheduleWithFixedDelay(this::sweepQuietly, pause, pause, TimeUnit.MILLISECONDS);
        thread = started;
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
