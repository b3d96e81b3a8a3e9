package ai.medsyn.platform.jobs;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Why the partitions of launches failed. */
@Repository
class JobFailures {

    private final JdbcClient jdbc;
    private final JobErrors errors;

    JobFailures(JdbcClient jdbc, JobErrors errors) {
        this.jdbc = jdbc;
        this.errors = errors;
    }

    /** Keeps why a partition failed, although the transaction in which it failed rolls back. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void note(PartitionKey key, Exception cause) {
        JobErrors.Classified classified = errors.classify(key.job(), cause);
        Job.Failure failure = classified.failure();
        jdbc.sql("""
                        insert into job_failure (job, epoch, partition, permanent, code, message)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(key.job().value(), key.epoch(), key.partition(), classified.permanent())
                .params(failure.code(), failure.message())
                .update();
    }

    /** The failures of one launch, permanent ones first. */
    List<JobErrors.Classified> of(JobId id, long epoch) {
        return jdbc.sql("""
                        select permanent, code, message from job_failure where job = ? and epoch = ?
                        order by permanent desc, partition
                        """)
                .params(id.value(), epoch)
                .query((row, number) -> new JobErrors.Classified(
                        row.getBoolean("permanent"), new Job.Failure(row.getString("code"), row.getString("message"))))
                .list();
    }
}
