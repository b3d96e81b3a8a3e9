package ai.medsyn.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a row of the job table becomes a job. */
final class JobRows {

    static final String SELECT = """
            select j.*, coalesce((select sum(p.done) from job_progress p where p.job = j.id), 0) as done
            from job j
            """;

    private JobRows() {}

    static Job map(ResultSet row, int number) throws SQLException {
        String code = row.getString("error_code");
        return new Job(
                new JobId(row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getString("pool"),
                JobState.valueOf(row.getString("state")),
                new Job.Progress(
                        row.getLong("done"), row.getLong("total"), row.getString("unit"), row.getString("phase")),
                row.getInt("priority"),
                row.getInt("attempts"),
                row.getLong("epoch"),
                row.getInt("partitions"),
                row.getString("spec"),
                row.getString("result"),
                code == null ? null : new Job.Failure(code, row.getString("error_message")),
                row.getObject("parent", UUID.class),
                row.getString("team"),
                new Job.Times(
                        row.getTimestamp("submitted_at").toInstant(),
                        instant(row, "started_at"),
                        instant(row, "ended_at"),
                        instant(row, "rate_from"),
                        row.getLong("rate_base")),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
