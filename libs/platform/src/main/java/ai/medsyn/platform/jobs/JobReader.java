package ai.medsyn.platform.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads jobs for those who watch them. Never locks, and takes one short query per call (two where a job is QUEUED). */
@Repository
public class JobReader {

    private final JdbcClient jdbc;
    private final JobQueue queue;

    JobReader(JdbcClient jdbc, JobQueue queue) {
        this.jdbc = jdbc;
        this.queue = queue;
    }

    /** A job and what is known of its future. */
    public record Seen(Job job, JobForecast forecast) {}

    /**
     * Which jobs a listing holds; null means any.
     *
     * @param parent only the jobs that run on behalf of this one
     */
    public record Filter(
            @Nullable String team,
            @Nullable String kind,
            @Nullable JobState state,
            @Nullable UUID parent) {}

    /** Where a page of a listing ended. */
    public record Position(Instant submitted, UUID id) {}

    public Optional<Seen> find(JobId id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** Those of the jobs that exist, in any order. */
    public List<Seen> find(Collection<JobId> ids) {
        return seen(jdbc.sql(JobRows.SELECT + " where j.id = any (?)")
                .param(ids.stream().map(JobId::value).toArray(UUID[]::new))
                .query(JobRows::map)
                .list());
    }

    /**
     * Jobs, newest first.
     *
     * @param after the last job of the page before; null for the first page
     * @param limit most jobs wanted, {@code > 0}
     */
    public List<Seen> list(Filter filter, @Nullable Position after, int limit) {
        return seen(jdbc.sql(JobRows.SELECT + """
                         where (:team::text is null or j.team = :team) and (:kind::text is null or j.kind = :kind)
                           and (:state::text is null or j.state = :state) and (:parent::uuid is null or j.parent = :parent)
                           and (:submitted::timestamptz is null or j.submitted_at <= :submitted
                                and (j.submitted_at < :submitted or j.id > :id))
                         order by j.submitted_at desc, j.id limit :limit
                        """)
                .param("team", filter.team())
                .param("kind", filter.kind())
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("parent", filter.parent())
                .param("submitted", after == null ? null : Timestamp.from(after.submitted()))
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query(JobRows::map)
                .list());
    }

    private List<Seen> seen(List<Job> jobs) {
        Map<JobId, JobForecast> forecasts = queue.forecast(jobs);
        return jobs.stream()
                .map(job -> new Seen(job, forecasts.getOrDefault(job.id(), JobForecast.NONE)))
                .toList();
    }

    /**
     * Events of several jobs, each after the last one that its reader knows. The events of one job are numbered in the order in which they
     * commit, because each is written under the lock of the job's row: nothing can turn up later before an event that was read.
     *
     * @param known the last known number of each job, 0 for none
     */
    public List<JobEvent> events(Map<JobId, Long> known) {
        return jdbc.sql("""
                        select e.* from unnest(?::uuid[], ?::bigint[]) as k (job, seq)
                        join job_event e on e.job = k.job and e.seq > k.seq order by e.seq
                        """)
                .param(known.keySet().stream().map(JobId::value).toArray(UUID[]::new))
                .param(known.values().toArray(Long[]::new))
                .query((row, number) -> new JobEvent(
                        row.getLong("seq"),
                        new JobId(row.getObject("job", UUID.class)),
                        JobState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        row.getString("error_code"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
