package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Comparison;
import ai.medsyn.gateway.experiments.table.FilmComparison;
import ai.medsyn.gateway.experiments.table.Row;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    ExperimentStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
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
    }

    /** Writes tests down in place of those that there are. */
    @Transactional
    public void tests(UUID experiment, List<FilmComparison> tests) {
        jdbc.sql("delete from experiment_test where experiment = ?")
                .param(experiment)
                .update();
        for (FilmComparison test : tests) {
            Double fraction = test.column().fraction();
            jdbc.sql("insert into experiment_test values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(experiment, test.row().method(), test.row().arm())
                    .params(test.column().task(), test.column().metric(), fraction == null ? 0 : fraction)
                    .params(test.test().name(), test.difference(), test.low(), test.high(), test.pValue())
                    .update();
        }
    }

    @Transactional(readOnly = true)
    public List<FilmComparison> tests(UUID experiment) {
        return jdbc.sql(
                        "select * from experiment_test where experiment = ? order by method, arm, task, metric, fraction")
                .param(experiment)
                .query(ExperimentStore::test)
                .list();
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

    private static FilmComparison test(ResultSet row, int number) throws SQLException {
        double fraction = row.getDouble("fraction");
        return new FilmComparison(
                new Row(row.getString("method"), row.getString("arm")),
                new Column(row.getString("task"), row.getString("metric"), fraction == 0 ? null : fraction),
                Comparison.Test.valueOf(row.getString("test")),
                row.getDouble("difference"),
                row.getDouble("low"),
                row.getDouble("high"),
                row.getDouble("p_value"));
    }
}
