package ai.medsyn.platform.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The job table: every change of state is one guarded statement, and leaves an event behind. */
@Repository
class JobStore {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JobMetrics metrics;

    JobStore(JdbcClient jdbc, Clock clock, JobMetrics metrics) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.metrics = metrics;
    }

    Optional<Job> find(JobId id) {
        return jdbc.sql(JobRows.SELECT + " where j.id = ?")
                .param(id.value())
                .query(JobRows::map)
                .optional();
    }

    List<Job> children(JobId parent) {
        return jdbc.sql(JobRows.SELECT + " where j.parent = ? order by j.submitted_at, j.id")
                .param(parent.value())
                .query(JobRows::map)
                .list();
    }

    /** The job that an idempotency key belongs to. */
    Optional<KeyOwner> keyOwner(String team, String kind, String key) {
        return jdbc.sql("select id, request_digest from job where team = ? and kind = ? and idempotency_key = ?")
                .params(team, kind, key)
                .query((row, number) ->
                        new KeyOwner(new JobId(row.getObject("id", UUID.class)), row.getString("request_digest")))
                .optional();
    }

    record KeyOwner(JobId job, String requestDigest) {}

    /** Inserts a QUEUED job; false if its idempotency key is taken. */
    boolean insert(JobId id, JobSubmission submission, JobHandler<?> handler, String spec, String digest) {
        int inserted = jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, priority, spec, parent, team, idempotency_key,
                                         request_digest, submitted_at)
                        values (?, ?, ?, 'QUEUED', ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(
                        id.value(),
                        submission.kind(),
                        handler.type().pool(),
                        handler.type().unit(),
                        submission.priority(),
                        spec)
                .param(submission.parent() == null ? null : submission.parent().value())
                .params(submission.team())
                .param(submission.idempotencyKey())
                .params(digest, now())
                .update();
        if (inserted == 1) {
            event(id);
        }
        return inserted == 1;
    }

    /** Serialises submissions to a pool for the rest of the transaction, so that the bound of its queue holds. */
    int lockQueue(String pool) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('medsyn.queue.' || ?))")
                .param(pool)
                .query((row, number) -> 0)
                .list();
        return jdbc.sql("select count(*) from job where pool = ? and state = 'QUEUED'")
                .param(pool)
                .query(Integer.class)
                .single();
    }

    /**
     * Moves a job to another state, if the table of transitions allows it.
     *
     * @return the job as it is now, changed or not; empty if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean transition(JobId id, JobState next) {
        return transition(id, next, null);
    }

    private boolean transition(JobId id, JobState next, Job.@Nullable Failure failure) {
        int changed = jdbc.sql("""
                        update job set state = ?, version = version + 1,
                               ended_at = case when ? then ?::timestamptz end,
                               error_code = ?, error_message = ?, phase = null
                        where id = ? and state = any (?)
                        """)
                .params(next.name(), next.ended(), now())
                .param(failure == null ? null : failure.code())
                .param(failure == null ? null : failure.message())
                .params(id.value(), names(JobState.before(next)))
                .update();
        if (changed == 1) {
            event(id);
        }
        return changed == 1;
    }

    /**
     * Starts a launch: QUEUED becomes RUNNING, and a RUNNING job whose launcher died is taken over. From here on the output of older
     * launches is refused.
     *
     * @return the job with its new epoch, or nothing if it is not to be run
     */
    @Transactional
    public Optional<Job> launch(JobId id) {
        int changed = jdbc.sql("""
                        update job set state = 'RUNNING', epoch = epoch + 1, version = version + 1,
                               attempts = attempts + case when state = 'QUEUED' then 1 else 0 end,
                               started_at = coalesce(started_at, ?::timestamptz), rate_from = ?::timestamptz,
                               rate_base = coalesce((select sum(done) from job_progress p where p.job = job.id), 0)
                        where id = ? and state in ('QUEUED', 'RUNNING')
                        """).params(now(), now(), id.value()).update();
        if (changed == 0) {
            return Optional.empty();
        }
        event(id);
        return find(id);
    }

    /**
     * Starts the next launch of a job that is still this launch's.
     *
     * @throws JobStopped if it was stopped, or another launch took it over
     */
    @Transactional
    public Job relaunch(JobId id, long epoch) {
        fence(id, epoch);
        return launch(id).orElseThrow();
    }

    /** Fixes what a launch has to do. Partitions are set once and kept, so that a restart splits alike. */
    @Transactional
    public int plan(JobId id, long total, int partitions) {
        return jdbc.sql("""
                        update job set total = ?, partitions = case when partitions = 0 then ? else partitions end
                        where id = ? returning partitions
                        """)
                .params(total, partitions, id.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Lets the current transaction commit only if the job is RUNNING in this epoch, and holds off changes of its state until then.
     *
     * @throws JobStopped otherwise
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void fence(JobId id, long epoch) {
        boolean running = jdbc.sql("select state = 'RUNNING' and epoch = ? from job where id = ? for share")
                .params(epoch, id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (!running) {
            throw new JobStopped(id);
        }
    }

    /** The state of a job, which stays as it is until the current transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public JobState hold(JobId id) {
        return JobState.valueOf(jdbc.sql("select state from job where id = ? for share")
                .param(id.value())
                .query(String.class)
                .single());
    }

    boolean running(JobId id, long epoch) {
        return jdbc.sql("select state = 'RUNNING' and epoch = ? from job where id = ?")
                .params(epoch, id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Units of a partition that are committed: where it goes on. */
    long done(JobId id, int partition) {
        return jdbc.sql("select done from job_progress where job = ? and partition = ?")
                .params(id.value(), partition)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Counts a block in the transaction that commits it, if nobody has moved the partition on meanwhile.
     *
     * @param before units of the partition done before the block
     * @param units of the block
     * @throws JobStopped if another worker took the partition over
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void advance(PartitionKey key, JobHandler<?> handler, long before, int units) {
        int advanced = jdbc.sql("""
                        insert into job_progress (job, partition, done) values (?, ?, ?)
                        on conflict (job, partition) do update set done = excluded.done where job_progress.done = ?
                        """)
                .params(key.job().value(), key.partition(), before + units, before)
                .update();
        if (advanced == 0) {
            throw new JobStopped(key.job());
        }
        metrics.committed(handler, units);
    }

    /** Records the absolute progress of a coordinator. */
    @Transactional
    public void setProgress(JobId id, long epoch, Job.Progress progress) {
        fence(id, epoch);
        jdbc.sql("update job set total = ?, phase = ? where id = ?")
                .params(progress.total())
                .param(progress.phase())
                .param(id.value())
                .update();
        jdbc.sql("""
                        insert into job_progress (job, partition, done) values (?, 0, ?)
                        on conflict (job, partition) do update set done = excluded.done
                        """).params(id.value(), progress.done()).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void succeed(JobId id, @Nullable String result) {
        jdbc.sql("update job set result = ?::jsonb where id = ?")
                .param(result)
                .param(id.value())
                .update();
        transition(id, JobState.SUCCEEDED);
    }

    @Transactional
    public void fail(JobId id, long epoch, Job.Failure failure) {
        if (running(id, epoch)) {
            transition(id, JobState.FAILED, failure);
        }
    }

    private void event(JobId id) {
        jdbc.sql("""
                        insert into job_event (job, state, attempts, error_code, at)
                        select id, state, attempts, error_code, ?::timestamptz from job where id = ?
                        """).params(now(), id.value()).update();
        find(id).ifPresent(metrics::entered);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static String[] names(Set<JobState> states) {
        return states.stream().map(Enum::name).collect(Collectors.toList()).toArray(String[]::new);
    }
}
