package ai.medsyn.platform.trainings;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The checkpoints of training runs. A checkpoint is there once its row is: its files were stored before. */
@Service
public class Checkpoints {

    private static final TypeReference<List<Checkpoint.File>> FILES = new TypeReference<>() {};
    private static final String SELECT = "select c.* from checkpoint c join training t on t.id = c.training ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final LineageGraph lineage;

    Checkpoints(JdbcClient jdbc, JsonMapper json, LineageGraph lineage) {
        this.jdbc = jdbc;
        this.json = json;
        this.lineage = lineage;
    }

    /**
     * Adds a checkpoint; the one with the most steps is the last one, and the best one is the newest that says so. A step that has one keeps its
     * row: a run that computes it again comes to the same weights.
     */
    @Transactional
    public void add(Checkpoint added) {
        jdbc.sql("""
                        insert into checkpoint (id, training, step, epoch, validation_loss, weights_sha256, files, best, last, created_at)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, false, ?)
                        on conflict (training, step) do update set best = excluded.best, files = excluded.files, dropped_at = null
                        """)
                .params(added.id(), added.training(), added.step(), added.epoch())
                .param(added.validationLoss())
                .params(added.weights().hex(), json.writeValueAsString(added.files()), added.best())
                .param(Timestamp.from(added.createdAt()))
                .update();
        jdbc.sql("""
                        update checkpoint set last = (step = (select max(step) from checkpoint where training = ?)),
                                              best = best and (step = ? or not ?)
                        where training = ?
                        """)
                .params(added.training(), added.step(), added.best(), added.training())
                .update();
    }

    /** The checkpoint of a run after a step. */
    @Transactional(readOnly = true)
    public Optional<Checkpoint> at(UUID training, int step) {
        return jdbc.sql(SELECT + "where c.training = ? and c.step = ?")
                .params(training, step)
                .query(this::map)
                .optional();
    }

    /** Where a run goes on. */
    @Transactional(readOnly = true)
    public Optional<Checkpoint> last(UUID training) {
        return jdbc.sql(SELECT + "where c.training = ? and c.last")
                .param(training)
                .query(this::map)
                .optional();
    }

    /** Checkpoints whose files are there, by step. */
    @Transactional(readOnly = true)
    public List<Checkpoint> kept(UUID training) {
        return jdbc.sql(SELECT + "where c.training = ? and c.dropped_at is null order by c.step")
                .param(training)
                .query(this::map)
                .list();
    }

    /**
     * Notes that a job, queued in the same transaction, reads a checkpoint: its files stay until the job has ended.
     *
     * @throws RequestRefused 409 {@code checkpoint-dropped} if they are gone already
     */
    @Transactional
    public void hold(UUID id, JobId job) {
        boolean dropped = jdbc.sql("select dropped_at is not null from checkpoint where id = ? for share")
                .param(id)
                .query(Boolean.class)
                .single();
        if (dropped) {
            throw RequestRefused.conflict(
                    "checkpoint-dropped",
                    "expected a checkpoint whose files are kept, found " + id
                            + ", superseded and removed; GET /v1/checkpoints lists those that are there");
        }
        lineage.input(job, LineageNode.checkpoint(id));
    }

    /**
     * Notes that the files of a run's superseded checkpoints are about to go: of those that are neither the best nor the last, and that no unfinished
     * job reads.
     *
     * @return the ones that go
     */
    @Transactional
    public List<Checkpoint> dropSuperseded(UUID training, Instant now) {
        // Whoever is about to hold one has locked it: the update, whose snapshot is taken behind that lock, sees the
        // job.
        jdbc.sql(
                        "select id from checkpoint where training = ? and dropped_at is null and not best and not last for update")
                .param(training)
                .query(UUID.class)
                .list();
        return jdbc.sql("""
                        update checkpoint c set dropped_at = ?
                        where training = ? and dropped_at is null and not best and not last
                          and not exists (select 1 from job_edge e join job j on j.id = e.job
                                          where e.direction = 'INPUT' and e.kind = 'checkpoint' and e.target = c.id::text
                                            and j.ended_at is null)
                        returning c.*
                        """)
                .params(Timestamp.from(now), training)
                .query(this::map)
                .list();
    }

    /**
     * A checkpoint of a team.
     *
     * @throws UnknownLineage if there is none
     */
    @Transactional(readOnly = true)
    public Checkpoint require(UUID id, String team) {
        return jdbc.sql(SELECT + "where c.id = ? and t.team = ?")
                .params(id, team)
                .query(this::map)
                .optional()
                .orElseThrow(() -> new UnknownLineage("checkpoint", id.toString()));
    }

    /** Checkpoints of a team, newest first, behind {@code (before, beforeId)}; of one run if it is given. */
    @Transactional(readOnly = true)
    public List<Checkpoint> page(String team, @Nullable UUID training, Instant before, UUID beforeId, int limit) {
        return jdbc.sql(SELECT + """
                        where t.team = ? and (?::uuid is null or c.training = ?) and (c.created_at, c.id) < (?, ?)
                        order by c.created_at desc, c.id desc limit ?
                        """)
                .param(team)
                .param(training)
                .param(training)
                .params(Timestamp.from(before), beforeId, limit)
                .query(this::map)
                .list();
    }

    private Checkpoint map(ResultSet row, int number) throws SQLException {
        Timestamp dropped = row.getTimestamp("dropped_at");
        return new Checkpoint(
                row.getObject("id", UUID.class),
                row.getObject("training", UUID.class),
                row.getInt("step"),
                row.getInt("epoch"),
                row.getObject("validation_loss", Double.class),
                new Sha256(row.getString("weights_sha256")),
                json.readValue(row.getString("files"), FILES),
                row.getBoolean("best"),
                row.getBoolean("last"),
                row.getTimestamp("created_at").toInstant(),
                dropped == null ? null : dropped.toInstant());
    }
}
