package ai.medsyn.platform.lineage;

import ai.medsyn.platform.jobs.JobId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was made from what. Jobs read inputs and make outputs; following these edges backwards finds everything behind a result, forwards
 * everything that something reached.
 */
@Service
public class LineageGraph {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Ids of jobs are compared as what the indexes hold, not as text. */
    static final String WALK = """
            with recursive walk(kind, id, via_kind, via_id, depth) as (
                select ?::text, ?::text, null::text, null::text, 0
              union
                select next.kind, next.id, w.kind, w.id, w.depth + 1
                from walk w cross join lateral (
                    select e.job, e.kind, e.target as id from job_edge e
                    where e.job = case when w.kind = 'job' then w.id::uuid end and e.direction = ?
                  union all
                    select e.job, 'job', e.job::text from job_edge e
                    where w.kind <> 'job' and e.kind = w.kind and e.target = w.id and e.direction = ?
                ) next
                join job j on j.id = next.job and j.team = ?
                where w.depth < 64
            )
            select kind, id, via_kind, via_id, min(depth) as depth from walk where depth > 0
            group by kind, id, via_kind, via_id order by depth, kind, id, via_kind, via_id limit 10000
            """;

    private final JdbcClient jdbc;

    LineageGraph(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which way to follow the edges. */
    public enum Direction {
        /** What stands behind a node. */
        UPSTREAM,
        /** What a node reached. */
        DOWNSTREAM
    }

    /**
     * A step of the walk.
     *
     * @param node what was reached
     * @param from the node that led to it
     * @param distance steps from the start, {@code >= 1}
     */
    public record Reached(LineageNode node, LineageNode from, int distance) {}

    /** Notes that a job read something. Noting it again changes nothing. */
    @Transactional
    public void input(JobId job, LineageNode node) {
        edge(job, "INPUT", node);
    }

    /** Notes that a job made something. */
    @Transactional
    public void output(JobId job, LineageNode node) {
        edge(job, "OUTPUT", node);
    }

    private void edge(JobId job, String direction, LineageNode node) {
        jdbc.sql("insert into job_edge (job, direction, kind, target) values (?, ?, ?, ?) on conflict do nothing")
                .params(job.value(), direction, node.kind(), node.id())
                .update();
    }

    /**
     * Everything reached from a node over the jobs of a team, nearest first, at most 10,000 steps.
     *
     * @throws UnknownLineage if the team has no such node
     */
    @Transactional(readOnly = true)
    public List<Reached> walk(LineageNode start, Direction direction, String team) {
        if (start.kind().equals("job") && uuid(start) == null) {
            throw new UnknownLineage(start.kind(), start.id());
        }
        boolean up = direction == Direction.UPSTREAM;
        List<Reached> reached = jdbc.sql(WALK)
                .params(start.kind(), start.id(), up ? "INPUT" : "OUTPUT", up ? "OUTPUT" : "INPUT", team)
                .query((row, number) -> new Reached(
                        new LineageNode(row.getString("kind"), row.getString("id")),
                        new LineageNode(row.getString("via_kind"), row.getString("via_id")),
                        row.getInt("depth")))
                .list();
        if (reached.isEmpty() && !knows(start, team)) {
            throw new UnknownLineage(start.kind(), start.id());
        }
        return reached;
    }

    private static @Nullable String uuid(LineageNode node) {
        return UUID.matcher(node.id()).matches() ? node.id() : null;
    }

    /** A node without edges in one direction may have some in the other, or none yet. */
    private boolean knows(LineageNode node, String team) {
        return jdbc.sql("""
                        select exists (select 1 from job_edge e join job j on j.id = e.job
                                       where e.kind = :kind and e.target = :id and j.team = :team)
                            or :kind = 'model' and exists (select 1 from model where id = :id)
                            or :kind = 'job' and exists (select 1 from job where id = :uuid::uuid and team = :team)
                            or :kind = 'report-set' and exists (select 1 from report_set where id = :uuid::uuid and team = :team)
                        """)
                .param("kind", node.kind())
                .param("id", node.id())
                .param("uuid", uuid(node))
                .param("team", team)
                .query(Boolean.class)
                .single();
    }
}
