package ai.medsyn.platform.jobs;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a block job is doing while a block is computed: the job's phase, for people. The last word of any of its workers stands. */
@Component
public class JobNotes {

    private final JdbcClient jdbc;

    JobNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes it if the job still runs; once a second is often enough. */
    public void doing(JobId job, String phase) {
        jdbc.sql("update job set phase = ? where id = ? and state = 'RUNNING'")
                .params(phase, job.value())
                .update();
    }
}
