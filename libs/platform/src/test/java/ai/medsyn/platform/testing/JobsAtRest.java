package ai.medsyn.platform.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ends what jobs a test has left: one at work would keep its directory from being deleted, or take what the next test meant for its own. */
public final class JobsAtRest {

    private JobsAtRest() {}

    /** Cancels what has not ended and waits until no thread is at it. All pools of these jobs must be at work. */
    public static void await(JdbcClient jdbc) {
        jdbc.sql("""
                        update job set state = 'CANCELLED', ended_at = now(), version = version + 1
                        where state in ('QUEUED', 'RUNNING', 'PAUSED')
                        """).update();
        // A task is there until the thread that has it is through with it.
        Awaitility.await("jobs at rest")
                .atMost(Duration.ofMinutes(5))
                .until(() -> jdbc.sql("select count(*) from scheduled_task")
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
