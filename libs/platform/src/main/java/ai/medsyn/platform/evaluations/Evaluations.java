package ai.medsyn.platform.evaluations;

import ai.medsyn.platform.database.BulkInsert;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The evaluations of all teams with their numbers. */
@Service
public class Evaluations {

    private static final String SELECT = """
            select id, team, task, subject, dataset, spec::text as spec, content_key, created_at from evaluation
            """;
    private static final List<String> METRIC = List.of(
            "evaluation", "position", "subset", "label", "name", "value", "low", "high", "level", "cases", "positives");

    private final JdbcClient jdbc;
    private final BulkInsert bulk;
    private final Clock clock;

    Evaluations(JdbcClient jdbc, BulkInsert bulk, Clock clock) {
        this.jdbc = jdbc;
        this.bulk = bulk;
        this.clock = clock;
    }

    /** Writes down an evaluation with its numbers; writing it again after a crash changes nothing. */
    @Transactional
    public void add(Evaluation evaluation, List<EvaluationMetric> metrics) {
        jdbc.sql("""
                        insert into evaluation (id, team, task, subject, dataset, spec, content_key, created_at)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing
                        """)
                .params(evaluation.id(), evaluation.team(), evaluation.task(), evaluation.subject())
                .params(evaluation.dataset(), evaluation.specJson(), evaluation.contentKey())
                .param(Timestamp.from(evaluation.createdAt()))
                .update();
        List<Numbered> rows = new ArrayList<>(metrics.size());
        metrics.forEach(metric -> rows.add(new Numbered(rows.size(), metric)));
        bulk.insert("metric", METRIC, rows, (numbered, row) -> {
            EvaluationMetric metric = numbered.metric();
            row.uuid(evaluation.id())
                    .int4(numbered.position())
                    .text(metric.subset())
                    .text(metric.label())
                    .text(metric.name())
                    .float8(metric.value())
                    .float8(metric.low())
                    .float8(metric.high())
                    .float8(metric.level())
                    .int4(metric.cases())
                    .int4(metric.positives());
        });
    }

    private record Numbered(int position, EvaluationMetric metric) {}

    /**
     * An evaluation of a team.
     *
     * @throws UnknownLineage if there is none, or it has not ended yet
     */
    @Transactional(readOnly = true)
    public Evaluation require(UUID id, String team) {
        return jdbc.sql(SELECT + "where id = ? and team = ?")
                .params(id, team)
                .query(Evaluations::map)
                .optional()
                .orElseThrow(() -> new UnknownLineage("evaluation", id.toString()));
    }

    /** Evaluations of a team, newest first, behind {@code (before, beforeId)}; null for the first page. */
    @Transactional(readOnly = true)
    public List<Evaluation> page(String team, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql(SELECT
                        + "where team = ? and (created_at, id) < (?, ?) order by created_at desc, id desc limit ?")
                .params(team, Timestamp.from(before == null ? clock.instant().plusSeconds(86_400) : before))
                .params(beforeId == null ? new UUID(-1, -1) : beforeId, limit)
                .query(Evaluations::map)
                .list();
    }

    /** The numbers of an evaluation, in the order of its report. */
    @Transactional(readOnly = true)
    public List<EvaluationMetric> metrics(UUID evaluation) {
        return Objects.requireNonNullElse(metrics(List.of(evaluation)).get(evaluation), List.of());
    }

    /** The numbers of several evaluations, each in the order of its report. */
    @Transactional(readOnly = true)
    public Map<UUID, List<EvaluationMetric>> metrics(Collection<UUID> evaluations) {
        Map<UUID, List<EvaluationMetric>> metrics = new HashMap<>();
        jdbc.sql("select * from metric where evaluation = any (?) order by evaluation, position")
                .param(evaluations.toArray(UUID[]::new))
                .query(row -> {
                    metrics.computeIfAbsent(row.getObject("evaluation", UUID.class), each -> new ArrayList<>())
                            .add(metric(row));
                });
        return metrics;
    }

    private static EvaluationMetric metric(ResultSet row) throws SQLException {
        return new EvaluationMetric(
                row.getString("subset"),
                row.getString("label"),
                row.getString("name"),
                row.getDouble("value"),
                row.getObject("low", Double.class),
                row.getObject("high", Double.class),
                row.getDouble("level"),
                row.getInt("cases"),
                row.getInt("positives"));
    }

    private static Evaluation map(ResultSet row, int number) throws SQLException {
        return new Evaluation(
                row.getObject("id", UUID.class),
                row.getString("team"),
                row.getString("task"),
                row.getString("subject"),
                row.getObject("dataset", UUID.class),
                row.getString("spec"),
                row.getString("content_key"),
                row.getTimestamp("created_at").toInstant());
    }
}
