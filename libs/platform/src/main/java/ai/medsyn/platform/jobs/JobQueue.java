package ai.medsyn.platform.jobs;

import ai.medsyn.platform.jobs.JobForecast.Entry;
import ai.medsyn.platform.jobs.JobForecast.Pace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits and runs in the pools, and what that means for a job. One query for any number of jobs, none if none of them is QUEUED. */
@Repository
class JobQueue {

    /** Launches of coordinators wait for others; jobs of the other pools share its threads, so that they are counted one after the other. */
    private static final String SIDE_BY_SIDE = "coordinator";

    private final JdbcClient jdbc;
    private final JobSettings settings;
    private final Clock clock;

    JobQueue(JdbcClient jdbc, JobSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** The forecast of each job. */
    Map<JobId, JobForecast> forecast(Collection<Job> jobs) {
        Instant now = clock.instant();
        String[] pools = jobs.stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .map(Job::pool)
                .distinct()
                .toArray(String[]::new);
        Map<String, List<Entry>> entries = pools.length == 0 ? Map.of() : entries(pools, now);
        Map<JobId, JobForecast> forecasts = new HashMap<>();
        for (Job job : jobs) {
            forecasts.put(
                    job.id(),
                    job.state() == JobState.QUEUED
                            ? JobForecast.queued(
                                    job.id(), entries.getOrDefault(job.pool(), List.of()), concurrency(job), now)
                            : JobForecast.alone(job, now));
        }
        return forecasts;
    }

    private int concurrency(Job job) {
        return job.pool().equals(SIDE_BY_SIDE) ? settings.launches() : 1;
    }

    private Map<String, List<Entry>> entries(String[] pools, Instant now) {
        Map<String, List<Entry>> entries = new HashMap<>();
        jdbc.sql("""
                        with entry as (
                            select j.id, j.kind, j.pool, j.state, j.priority, j.submitted_at, j.total, j.rate_from, j.rate_base,
                                   coalesce((select sum(p.done) from job_progress p where p.job = j.id), 0) as done
                            from job j where j.pool = any (?) and j.state in ('QUEUED', 'RUNNING')),
                        pace as (
                            select k.kind, sum(l.total) / nullif(sum(l.seconds), 0) as units_per_second, avg(l.total) as units
                            from (select distinct kind from entry) k cross join lateral
                                 (select s.total, extract(epoch from s.ended_at - s.started_at)::float8 as seconds from job s
                                  where s.kind = k.kind and s.state = 'SUCCEEDED' and s.total > 0
                                  order by s.ended_at desc limit 5) l
                            group by k.kind)
                        select * from entry left join pace using (kind)
                        """).param(pools).query(row -> {
            entries.computeIfAbsent(row.getString("pool"), pool -> new java.util.ArrayList<>())
                    .add(entry(row, now));
        });
        return entries;
    }

    private static Entry entry(ResultSet row, Instant now) throws SQLException {
        boolean running = row.getString("state").equals("RUNNING");
        long done = row.getLong("done");
        double paceRate = row.getDouble("units_per_second");
        Pace pace = paceRate > 0 ? new Pace(paceRate, row.getDouble("units")) : null;
        return new Entry(
                new JobId(row.getObject("id", UUID.class)),
                running,
                row.getInt("priority"),
                row.getTimestamp("submitted_at").toInstant(),
                done,
                row.getLong("total"),
                running ? rate(row.getTimestamp("rate_from"), done - row.getLong("rate_base"), now) : null,
                pace);
    }

    private static @Nullable Double rate(@Nullable Timestamp from, long units, Instant now) {
        if (from == null || units <= 0) {
            return null;
        }
        double seconds = Duration.between(from.toInstant(), now).toNanos() / 1e9;
        return seconds <= 0 ? null : Double.valueOf(units / seconds);
    }
}
