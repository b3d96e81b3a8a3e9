package ai.medsyn.platform.trainings;

import ai.medsyn.platform.lineage.UnknownLineage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The training runs of all teams. */
@Service
public class Trainings {

    private static final String SELECT =
            "select id, team, name, preset, seed, spec::text as spec, created_at from training ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Trainings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes down a run that was just queued, in the transaction that queued its job.
     *
     * @param contentKey equal for runs that come to the same weights
     */
    @Transactional
    public void add(Training training, String contentKey) {
        jdbc.sql("""
                        insert into training (id, team, name, preset, seed, spec, created_at, content_key)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .params(training.id(), training.team(), training.name(), training.preset(), training.seed())
                .params(training.specJson(), Timestamp.from(training.createdAt()), contentKey)
                .update();
        for (int i = 0; i < training.datasets().size(); i++) {
            Training.Source source = training.datasets().get(i);
            jdbc.sql("insert into training_dataset (training, position, dataset, weight) values (?, ?, ?, ?)")
                    .params(training.id(), i, source.dataset(), source.weight())
                    .update();
        }
    }

    /**
     * A run of a team.
     *
     * @throws UnknownLineage if there is none
     */
    @Transactional(readOnly = true)
    public Training require(UUID id, String team) {
        return jdbc.sql(SELECT + "where id = ? and team = ?")
                .params(id, team)
                .query(this::map)
                .optional()
                .orElseThrow(() -> new UnknownLineage("training", id.toString()));
    }

    /** The first run of a team that came to the weights of a content key and still has its last checkpoint. */
    @Transactional(readOnly = true)
    public Optional<UUID> finished(String team, String contentKey) {
        return jdbc.sql("""
                        select t.id from training t join job j on j.id = t.id and j.state = 'SUCCEEDED'
                        join checkpoint c on c.training = t.id and c.last and c.dropped_at is null
                        where t.team = ? and t.content_key = ? order by t.created_at, t.id limit 1
                        """).params(team, contentKey).query(UUID.class).optional();
    }

    /** Runs of a team, newest first, behind {@code (before, beforeId)}; null for the first page. */
    @Transactional(readOnly = true)
    public List<Training> page(String team, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql(SELECT
                        + "where team = ? and (created_at, id) < (?, ?) order by created_at desc, id desc limit ?")
                .params(team, Timestamp.from(before == null ? clock.instant().plusSeconds(86_400) : before))
                .params(beforeId == null ? new UUID(-1, -1) : beforeId, limit)
                .query(this::map)
                .list();
    }

    private Training map(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Training(
                id,
                row.getString("team"),
                row.getString("name"),
                row.getString("preset"),
                row.getLong("seed"),
                row.getString("spec"),
                sources(id),
                row.getTimestamp("created_at").toInstant());
    }

    private List<Training.Source> sources(UUID training) {
        return jdbc.sql("select dataset, weight from training_dataset where training = ? order by position")
                .param(training)
                .query((row, number) ->
                        new Training.Source(row.getObject("dataset", UUID.class), row.getDouble("weight")))
                .list();
    }
}
