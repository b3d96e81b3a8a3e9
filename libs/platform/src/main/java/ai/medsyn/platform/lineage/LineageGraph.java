package ai.medsyn.platform.lineage;

import ai.medsyn.platform.jobs.JobId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was made from what. Jobs read inputs and make outputs; following these edges backwards finds everything behind a result, forwards
 * everything that something reached.
 */
@Service
public class LineageGraph {

    private static final String WALK = """
            with recursive walk(kind, id, via_kind, via_id, depth) as (
                select ?::text, ?::text, null::text, null::text, 0
              union
                select case when w.kind = 'job' then e.kind else 'job' end,
                       case when w.kind = 'job' then e.target else e.job::text end,
                       w.kind, w.id, w.depth + 1
                from walk w join job_edge e
                  on (w.kind = 'job' and e.job::text = w.id and e.direction = ?)
                  or (w.kind <> 'job' and e.kind = w.kind and e.target = w.id and e.direction = ?)
                join job j on j.id = e.job and j.team = ?
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

    /** Everything reached from a node over the jobs of a team, nearest first, at most 10,000 steps. */
    @Transactional(readOnly = true)
    public List<Reached> walk(LineageNode start, Direction direction, String team) {
        boolean up = direction == Direction.UPSTREAM;
        return jdbc.sql(WALK)
                .params(start.kind(), start.id(), up ? "INPUT" : "OUTPUT", up ? "OUTPUT" : "INPUT", team)
                .query((row, number) -> new Reached(
                        new LineageNode(row.getString("kind"), row.getString("id")),
                        new LineageNode(row.getString("via_kind"), row.getString("via_id")),
                        row.getInt("depth")))
                .list();
    }
}
