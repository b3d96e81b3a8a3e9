package ai.medsyn.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The schedulers of this process: one hands out launches of jobs (which mostly wait), the other partitions (which compute). Both live in the
 * same table, so any process with the same handlers may take a task; a task of a dead process is revived elsewhere.
 */
@Component
class JobScheduler implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private static final String TABLE = "scheduled_task";
    private static final String LAUNCH = "launch:";
    private static final String PARTITION = "partition:";
    private static final Duration POLLING = Duration.ofMillis(150);
    /** Tasks of kinds that this process does not know belong to other services. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How long a stopping process waits for the blocks that it computes; a launch loses nothing when it is interrupted. */
    private static final Duration BLOCK_WAIT = Duration.ofSeconds(20);

    /** While one partition computes in a slot, another one commits: it waits for the database, and would leave a processor idle. */
    private static final int PER_SLOT = 2;

    private static final Duration LAUNCH_WAIT = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final JobSettings settings;
    private final JobHandlers handlers;
    private final ObjectProvider<JobLauncher> launcher;
    private final ObjectProvider<PartitionWorker> worker;
    private final SchedulerClient client;
    private @Nullable Scheduler launches;
    private @Nullable Scheduler partitions;

    JobScheduler(
            DataSource dataSource,
            JobSettings settings,
            JobHandlers handlers,
            ObjectProvider<JobLauncher> launcher,
            ObjectProvider<PartitionWorker> worker) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.handlers = handlers;
        this.launcher = launcher;
        this.worker = worker;
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .tableName(TABLE)
                .enablePriority()
                .build();
    }

    /**
     * Schedules a launch, in the caller's transaction if there is one. Each state of a job gets a task of its own: an older launch
     * may still be on its way out.
     */
    void schedule(Job job) {
        client.scheduleIfNotExists(
                instance(LAUNCH + job.kind(), job.id() + "/" + job.version(), job.priority()), Instant.now());
        afterCommit(launches);
    }

    /** Schedules the partitions of a launch, all or none. No other launch has its epoch, so none of them exists. */
    void schedulePartitions(String kind, List<PartitionKey> keys, int priority) {
        client.scheduleBatch(
                keys.stream()
                        .<TaskInstance<?>>map(key -> instance(PARTITION + kind, key.toString(), priority))
                        .toList(),
                Instant.now());
        afterCommit(partitions);
    }

    private static TaskInstance<Void> instance(String task, String id, int priority) {
        return new TaskInstance.Builder<Void>(task, id).priority(priority).build();
    }

    private static void afterCommit(@Nullable Scheduler scheduler) {
        if (scheduler == null) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            scheduler.triggerCheckForDueExecutions();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    @Override
    public void start() {
        List<Task<?>> launchTasks = new ArrayList<>();
        List<Task<?>> partitionTasks = new ArrayList<>();
        for (JobHandler<?> handler : handlers.all()) {
            if (!settings.pools().contains(handler.type().pool())) {
                continue;
            }
            launchTasks.add(task(
                    LAUNCH + handler.type().kind(), id -> launcher.getObject().launch(JobId.parse(id.split("/")[0]))));
            if (handler instanceof BlockJob) {
                partitionTasks.add(task(PARTITION + handler.type().kind(), id -> runPartition(PartitionKey.parse(id))));
            }
        }
        worker.getObject().stopping(false);
        launches = start("launch", settings.launches(), launchTasks, LAUNCH_WAIT);
        partitions = start("partition", PER_SLOT * settings.threads(), partitionTasks, BLOCK_WAIT);
    }

    private static Task<Void> task(String name, Consumer<String> work) {
        return Tasks.custom(name, Void.class)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((task, context) -> {
                    work.accept(task.getId());
                    return JobScheduler::remove;
                });
    }

    /**
     * Takes a finished task out of the table. On a starved machine four heartbeats may be missed by a process that lives: its task is then revived and taken
     * by another thread or process, which removes it. Epochs keep the two from writing the same, so that this is no error.
     */
    private static void remove(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        try {
            operations.remove();
        } catch (ExecutionException revived) {
            LOG.info("task {} was thought dead and has been taken over", complete.getExecution().taskInstance);
        }
    }

    private void runPartition(PartitionKey key) {
        try {
            worker.getObject().run(key);
        } catch (JobInterruptedException e) {
            throw new IllegalStateException("partition " + key + " was interrupted; it will be run again", e);
        }
    }

    private @Nullable Scheduler start(String role, int threads, List<Task<?>> tasks, Duration wait) {
        if (tasks.isEmpty()) {
            return null;
        }
        SchedulerBuilder builder = Scheduler.create(dataSource, tasks)
                .tableName(TABLE)
                .schedulerName(new SchedulerName.Fixed(
                        role + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()))
                .threads(threads)
                .pollingInterval(POLLING)
                .deleteUnresolvedAfter(NEVER)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(wait)
                .enablePriority();
        Scheduler scheduler = builder.build();
        scheduler.start();
        return scheduler;
    }

    @Override
    public void stop() {
        worker.getObject().stopping(true);
        if (partitions != null) {
            partitions.stop();
        }
        if (launches != null) {
            launches.stop();
        }
        partitions = null;
        launches = null;
    }

    @Override
    public boolean isRunning() {
        return launches != null || partitions != null;
    }
}
