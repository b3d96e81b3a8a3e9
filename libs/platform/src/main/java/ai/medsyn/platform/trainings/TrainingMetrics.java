package ai.medsyn.platform.trainings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The metrics of training runs. */
@Service
public class TrainingMetrics {

    private static final TypeReference<Map<String, Double>> TERMS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TrainingMetrics(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes metrics; a step that was reported before is written over. */
    @Transactional
    public void write(UUID training, List<TrainingMetric> metrics) {
        for (TrainingMetric metric : metrics) {
            jdbc.sql("""
                            insert into training_metric (training, phase, step, epoch, loss, terms, learning_rate, samples_per_second,
                                                         data_wait, memory_bytes, at)
                            values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                            on conflict (training, phase, step) do update set
                                epoch = excluded.epoch, loss = excluded.loss, terms = excluded.terms,
                                learning_rate = excluded.learning_rate, samples_per_second = excluded.samples_per_second,
                                data_wait = excluded.data_wait, memory_bytes = excluded.memory_bytes, at = excluded.at
                            """)
                    .params(training, metric.phase().name(), metric.step(), metric.epoch(), metric.loss())
                    .param(json.writeValueAsString(metric.terms()))
                    .param(metric.learningRate())
                    .param(metric.samplesPerSecond())
                    .param(metric.dataWait())
                    .param(metric.memoryBytes())
                    .param(Timestamp.from(metric.at()))
                    .update();
        }
    }

    /** Where a reader stopped: the last metric that it knows. */
    public record Position(int step, TrainingMetric.Phase phase) {

        /** Before the first metric. */
        public static final Position START = new Position(-1, TrainingMetric.Phase.VALIDATE);

        public static Position of(TrainingMetric metric) {
            return new Position(metric.step(), metric.phase());
        }
    }

    /**
     * Metrics in the order of their steps, training before validation within a step.
     *
     * @param phase null for both
     */
    @Transactional(readOnly = true)
    public List<TrainingMetric> read(UUID training, TrainingMetric.@Nullable Phase phase, Position after, int limit) {
        return jdbc.sql("""
                        select * from training_metric
                        where training = ? and (step, phase) > (?, ?) and (?::text is null or phase = ?)
                        order by step, phase limit ?
                        """)
                .params(training, after.step(), after.phase().name())
                .param(phase == null ? null : phase.name())
                .param(phase == null ? null : phase.name())
                .param(limit)
                .query(this::map)
                .list();
    }

    private TrainingMetric map(ResultSet row, int number) throws SQLException {
        return new TrainingMetric(
                TrainingMetric.Phase.valueOf(row.getString("phase")),
                row.getInt("step"),
                row.getInt("epoch"),
                row.getDouble("loss"),
                json.readValue(row.getString("terms"), TERMS),
                row.getObject("learning_rate", Double.class),
                row.getObject("samples_per_second", Double.class),
                row.getObject("data_wait", Double.class),
                row.getObject("memory_bytes", Long.class),
                row.getTimestamp("at").toInstant());
    }
}
