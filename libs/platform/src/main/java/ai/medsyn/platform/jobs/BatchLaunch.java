package ai.medsyn.platform.jobs;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.partition.PartitionStep;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One launch of a block job as a Spring Batch job: splits it, hands its partitions to db-scheduler, waits for them. */
@Component
class BatchLaunch {

    private static final String PARTITION = "block";

    private final JobRepository repository;
    private final JobOperator operator;
    private final JdbcClient jdbc;
    private final PartitionWatch watch;
    private final JobScheduler scheduler;

    BatchLaunch(
            JobRepository repository,
            JobOperator operator,
            JdbcClient jdbc,
            PartitionWatch watch,
            JobScheduler scheduler) {
        this.repository = repository;
        this.operator = operator;
        this.jdbc = jdbc;
        this.watch = watch;
        this.scheduler = scheduler;
    }

    /**
     * Runs or continues all partitions.
     *
     * @return true if every block of the job is committed
     * @throws JobStopped if the job was paused, cancelled or taken over meanwhile
     */
    boolean run(Job job) throws Exception {
        JobParameters parameters =
                new JobParametersBuilder().addString("job", job.id().toString()).toJobParameters();
        dropUnexecutedInstance(job, parameters);
        closeEarlierExecutions(job);
        try {
            JobExecution execution = operator.start(
                    new JobBuilder(job.kind(), repository).start(manager(job)).build(), parameters);
            watch.requireRunning(job);
            return execution.getStatus() == BatchStatus.COMPLETED;
        } catch (JobInstanceAlreadyCompleteException done) {
            return true;
        }
    }

    /** Why partitions of a launch failed, permanent failures first. */
    List<JobErrors.Classified> failures(Job job) {
        return watch.failures(job);
    }

    private PartitionStep manager(Job job) throws Exception {
        PartitionStep step = new PartitionStep(repository);
        step.setName("partitions");
        step.setStepExecutionSplitter(
                new SimpleStepExecutionSplitter(repository, PARTITION, partitioner(job.partitions())));
        step.setPartitionHandler((splitter, execution) -> {
            Set<StepExecution> parts = splitter.split(execution, job.partitions());
            schedule(job, parts);
            return watch.await(job, execution.getJobExecutionId(), parts);
        });
        // Nothing is aggregated here: progress and results are counted in our own tables, which a restart does not
        // empty.
        step.setStepExecutionAggregator((manager, parts) -> markFailed(manager, parts));
        step.afterPropertiesSet();
        return step;
    }

    private static void markFailed(StepExecution manager, Collection<StepExecution> parts) {
        if (parts.stream().anyMatch(part -> part.getStatus() != BatchStatus.COMPLETED)) {
            manager.upgradeStatus(BatchStatus.FAILED);
        }
    }

    private void schedule(Job job, Set<StepExecution> parts) {
        List<PartitionKey> keys = parts.stream()
                .map(part -> new PartitionKey(job.id(), job.epoch(), partition(part), part.getId()))
                .sorted(Comparator.comparingInt(PartitionKey::partition))
                .toList();
        scheduler.schedulePartitions(job.kind(), keys, job.priority());
    }

    private static int partition(StepExecution part) {
        String name = part.getStepName();
        return Integer.parseInt(name.substring(name.lastIndexOf(':') + 1));
    }

    /** Names alone: the bounds of a partition follow from the job's plan, see {@link BlockReader}. */
    private static Partitioner partitioner(int partitions) {
        return gridSize -> {
            Map<String, ExecutionContext> contexts = new HashMap<>();
            for (int i = 0; i < partitions; i++) {
                contexts.put(String.format("%04d", i), new ExecutionContext());
            }
            return contexts;
        };
    }

    /** A launch that dies between the transactions of an instance and of its first execution leaves one that Spring Batch would refuse for ever. */
    private void dropUnexecutedInstance(Job job, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(job.kind(), parameters);
        if (instance != null && repository.getJobExecutions(instance).isEmpty()) {
            repository.deleteJobInstance(instance);
        }
    }

    /**
     * Ends what a dead launch left STARTED, so that Spring Batch agrees to restart. The higher version makes late saves of old workers fail.
     */
    private void closeEarlierExecutions(Job job) {
        List<Long> instances =
                jdbc.sql("""
                        select distinct e.job_instance_id from batch_job_execution e
                        join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
                        where p.parameter_name = 'job' and p.parameter_value = ?
                        """).param(job.id().toString()).query(Long.class).list();
        for (Long instance : instances) {
            jdbc.sql("""
                            update batch_step_execution set status = 'FAILED', exit_code = 'FAILED', end_time = localtimestamp, version = version + 1
                            where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN') and job_execution_id in
                                  (select job_execution_id from batch_job_execution where job_instance_id = ?)
                            """).param(instance).update();
            jdbc.sql("""
                            update batch_job_execution set status = 'FAILED', exit_code = 'FAILED', end_time = localtimestamp, version = version + 1
                            where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN') and job_instance_id = ?
                            """).param(instance).update();
        }
    }
}
