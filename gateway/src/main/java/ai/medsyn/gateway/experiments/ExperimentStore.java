package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Comparison;
import ai.medsyn.gateway.experiments.table.FilmComparison;
import ai.medsyn.gateway.experiments.table.Row;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Experiments, their runs, and the tests between them. */
@Repository
public class ExperimentStore {

    private static final String SELECT = "select id, team, name, spec::text as spec, created_at from experiment ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final LineageGraph lineage;

    ExperimentStore(JdbcClient jdbc, JsonMapper json, Clock clock, LineageGraph lineage) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.lineage = lineage;
    }

    /** Writes down an experiment that was just queued with all its runs, in the transaction that queued its job. */
    @Transactional
    public void add(Experiment experiment) {
        jdbc.sql("insert into experiment (id, team, name, spec, created_at) values (?, ?, ?, ?::jsonb, ?)")
                .params(experiment.id(), experiment.team(), experiment.name())
                .params(json.writeValueAsString(experiment.spec()), Timestamp.from(experiment.createdAt()))
                .update();
        List<Grid.Run> runs = Grid.of(experiment.spec()).runs();
        jdbc.sql("""
                        insert into experiment_run (experiment, position, kind)
                        select ?, position, kind from unnest(?::int[], ?::text[]) as run (position, kind)
                        """)
                .param(experiment.id())
                .param(runs.stream().map(Grid.Run::position).toArray(Integer[]::new))
                .param(runs.stream()
                        .map(run -> run.isTraining() ? "TRAINING" : "EVALUATION")
                        .toArray(String[]::new))
                .update();
        lineage.output(experiment.job(), LineageNode.experiment(experiment.id()));
    }

    /**
     * An experiment of a team.
     *
     * @throws UnknownLineage if there is none
     */
    @Transactional(readOnly = true)
    public Experiment require(UUID id, String team) {
        return jdbc.sql(SELECT + "where id = ? and team = ?")
                .params(id, team)
                .query(this::experiment)
                .optional()
                .orElseThrow(() -> new UnknownLineage("experiment", id.toString()));
    }

    /** Experiments of a team, newest first, behind {@code (before, beforeId)}; null for the first page. */
    @Transactional(readOnly = true)
    public List<Experiment> page(String team, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql(SELECT
                        + "where team = ? and (created_at, id) < (?, ?) order by created_at desc, id desc limit ?")
                .params(team, Timestamp.from(before == null ? clock.instant().plusSeconds(86_400) : before))
                .params(beforeId == null ? new UUID(-1, -1) : beforeId, limit)
                .query(this::experiment)
                .list();
    }

    /** All runs by position. */
    @Transactional(readOnly = true)
    public List<RunState> runs(UUID experiment) {
        return jdbc.sql("select * from experiment_run where experiment = ? order by position")
                .param(experiment)
                .query(ExperimentStore::run)
                .list();
    }

    /** How many runs of each state several experiments have. */
    @Transactional(readOnly = true)
    public Map<UUID, RunCounts> counts(Collection<UUID> experiments) {
        Map<UUID, RunCounts> counts = new HashMap<>();
        jdbc.sql("""
                        select experiment, count(*) as total,
                               count(*) filter (where state = 'WAITING') as waiting, count(*) filter (where state = 'RUNNING') as running,
                               count(*) filter (where state = 'DONE') as done, count(*) filter (where state = 'FAILED') as failed,
                               count(*) filter (where reused) as reused
                        from experiment_run where experiment = any (?) group by experiment
                        """).param(experiments.toArray(UUID[]::new)).query(row -> {
            counts.put(
                    row.getObject("experiment", UUID.class),
                    new RunCounts(
                            row.getInt("total"),
                            row.getInt("waiting"),
                            row.getInt("running"),
                            row.getInt("done"),
                            row.getInt("failed"),
                            row.getInt("reused")));
        });
        return counts;
    }

    /** Writes down how far a run is; what it came to is what the experiment's table is made from. */
    @Transactional
    public void update(UUID experiment, RunState run) {
        RunState.Failure failure = run.failure();
        jdbc.sql("""
                        update experiment_run
                        set state = ?, tries = ?, attempt = ?, job = ?, reused = ?, checkpoint = ?, error_code = ?, error = ?
                        where experiment = ? and position = ?
                        """)
                .params(run.state().name(), run.tries(), run.attempt())
                .param(run.job())
                .param(run.reused())
                .param(run.checkpoint())
                .param(failure == null ? null : failure.code())
                .param(failure == null ? null : failure.message())
                .params(experiment, run.position())
                .update();
        if (run.state() == RunState.State.DONE) {
            UUID made = run.checkpoint();
            lineage.input(
                    new JobId(experiment),
                    made == null
                            ? LineageNode.evaluation(Objects.requireNonNull(run.job()))
                            : LineageNode.checkpoint(made));
        }
    }

    /** Writes comparisons down in place of those that there are. */
    @Transactional
    public void comparisons(UUID experiment, List<FilmComparison> comparisons) {
        jdbc.sql("delete from experiment_test where experiment = ?")
                .param(experiment)
                .update();
        jdbc.sql("delete from experiment_not_compared where experiment = ?")
                .param(experiment)
                .update();
        for (FilmComparison comparison : comparisons) {
            Row row = comparison.row();
            Column column = comparison.column();
            double fraction = column.fraction() == null ? 0 : column.fraction();
            List<Object> place = List.of(experiment, row.method(), row.arm(), column.task(), column.metric(), fraction);
            if (comparison instanceof FilmComparison.Made made) {
                jdbc.sql("insert into experiment_test values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(place)
                        .params(made.test().name(), made.difference(), made.low(), made.high(), made.pValue())
                        .update();
            } else if (comparison instanceof FilmComparison.Refused refused) {
                jdbc.sql("insert into experiment_not_compared values (?, ?, ?, ?, ?, ?, ?)")
                        .params(place)
                        .param(refused.reason())
                        .update();
            }
        }
    }

    @Transactional(readOnly = true)
    public List<FilmComparison> comparisons(UUID experiment) {
        List<FilmComparison> comparisons = new ArrayList<>();
        comparisons.addAll(jdbc.sql("select * from experiment_test where experiment = ?")
                .param(experiment)
                .query((row, number) -> new FilmComparison.Made(
                        row(row),
                        column(row),
                        Comparison.Test.valueOf(row.getString("test")),
                        row.getDouble("difference"),
                        row.getDouble("low"),
                        row.getDouble("high"),
                        row.getDouble("p_value")))
                .list());
        comparisons.addAll(jdbc.sql("select * from experiment_not_compared where experiment = ?")
                .param(experiment)
                .query((row, number) -> new FilmComparison.Refused(row(row), column(row), row.getString("reason")))
                .list());
        return comparisons;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getString("method"), row.getString("arm"));
    }

    private static Column column(ResultSet row) throws SQLException {
        double fraction = row.getDouble("fraction");
        return new Column(row.getString("task"), row.getString("metric"), fraction == 0 ? null : fraction);
    }

    private Experiment experiment(ResultSet row, int number) throws SQLException {
        return new Experiment(
                row.getObject("id", UUID.class),
                row.getString("team"),
                row.getString("name"),
                json.readValue(row.getString("spec"), ExperimentSpec.class),
                row.getTimestamp("created_at").toInstant());
    }

    private static RunState run(ResultSet row, int number) throws SQLException {
        String code = row.getString("error_code");
        return new RunState(
                row.getInt("position"),
                RunState.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getInt("attempt"),
                row.getObject("job", UUID.class),
                row.getBoolean("reused"),
                row.getObject("checkpoint", UUID.class),
                code == null ? null : new RunState.Failure(code, row.getString("error")));
    }
}
