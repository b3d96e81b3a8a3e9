package ai.medsyn.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.LineageGraph.Direction;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=platform", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class LineageGraphTest {

    private static final String TEAM = "team";

    @Autowired
    LineageGraph graph;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_walk_follows_jobs_and_what_they_read_and_made() {
        JobId build = job();
        JobId recut = job();
        LineageNode first = new LineageNode("dataset", UUID.randomUUID().toString());
        LineageNode second = new LineageNode("dataset", UUID.randomUUID().toString());
        graph.input(build, LineageNode.model("grammar-2"));
        graph.output(build, first);
        graph.input(recut, first);
        graph.output(recut, second);

        LineageNode built = new LineageNode("job", build.toString());
        LineageNode cut = new LineageNode("job", recut.toString());
        assertThat(graph.walk(second, Direction.UPSTREAM, TEAM))
                .containsExactly(
                        new LineageGraph.Reached(cut, second, 1),
                        new LineageGraph.Reached(first, cut, 2),
                        new LineageGraph.Reached(built, first, 3),
                        new LineageGraph.Reached(LineageNode.model("grammar-2"), built, 4));
        assertThat(graph.walk(built, Direction.DOWNSTREAM, TEAM))
                .extracting(LineageGraph.Reached::node)
                .containsExactly(first, cut, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "report-set", "dataset"})
    void an_id_of_another_form_is_unknown_and_no_fault(String kind) {
        assertThatThrownBy(() -> graph.walk(new LineageNode(kind, "no-uuid"), Direction.UPSTREAM, TEAM))
                .isInstanceOf(UnknownLineage.class)
                .hasMessage("no " + kind + " no-uuid; GET /v1/" + kind + "s lists yours");
    }

    @Test
    void every_step_of_a_walk_is_a_look_up_in_an_index_however_many_edges_there_are() {
        jdbc.sql("""
                        with made as (
                            insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                            select gen_random_uuid(), 'k', 'p', 'RUNNING', 'u', '{}', ?, 'd', now() from generate_series(1, 5000)
                            returning id)
                        insert into job_edge (job, direction, kind, target)
                        select id, direction, 'dataset', gen_random_uuid()::text
                        from made cross join (values ('INPUT'), ('OUTPUT')) as d(direction)
                        """).param(TEAM).update();
        jdbc.sql("analyze job").update();
        jdbc.sql("analyze job_edge").update();
        List<String> plan = jdbc.sql("explain " + LineageGraph.WALK)
                .params("job", UUID.randomUUID().toString(), "INPUT", "OUTPUT", TEAM)
                .query(String.class)
                .list();
        assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    }

    private JobId job() {
        JobId job = new JobId(UUID.randomUUID());
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                        values (?, 'k', 'p', 'RUNNING', 'u', '{}', ?, 'd', now())
                        """).params(job.value(), TEAM).update();
        return job;
    }
}
