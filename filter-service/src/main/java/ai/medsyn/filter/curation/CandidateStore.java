package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Thresholds.ReportOrigin;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.database.BulkRead;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntitySet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the candidates of corpora. */
@Repository
class CandidateStore {

    private final JdbcClient jdbc;
    private final BulkRead bulk;

    CandidateStore(JdbcClient jdbc, BulkRead bulk) {
        this.jdbc = jdbc;
        this.bulk = bulk;
    }

    /** True if the corpus exists and is the team's. */
    boolean owns(String team, UUID corpus) {
        return jdbc.sql("select exists (select 1 from corpus where id = ? and team = ?)")
                .params(corpus, team)
                .query(Boolean.class)
                .single();
    }

    /** Where the reports come from. A corpus has one origin, so its first candidate tells. */
    ReportOrigin origin(UUID corpus) {
        boolean real = jdbc.sql("select source_id is not null from sample where corpus = ? and ordinal = 0")
                .param(corpus)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        return real ? ReportOrigin.REAL : ReportOrigin.WRITTEN;
    }

    /**
     * The candidates {@code from} (inclusive) to {@code to} (exclusive), by ordinal.
     *
     * @throws JobFailure if one of them has no text or no image yet
     */
    List<Candidate> read(UUID corpus, int from, int to) {
        List<Candidate> candidates = bulk.list(() -> jdbc.sql("""
                        select s.ordinal, s.findings, s.impression, s.prompt_source, s.entities, i.object, i.bytes, i.sha256,
                               i.settings->>'unusable' is null as drawn
                        from sample s join sample_image i on i.ordinal = s.ordinal
                        where s.corpus = ? and s.ordinal >= ? and s.ordinal < ?
                          and i.corpus = ? and i.ordinal >= ? and i.ordinal < ?
                        order by s.ordinal
                        """)
                .params(corpus, from, to, corpus, from, to)
                .query((row, number) -> candidate(row))
                .list());
        if (candidates.size() != to - from) {
            throw new JobFailure(
                    "candidates-incomplete",
                    "expected a text and an image for each of the candidates " + from + " to " + (to - 1)
                            + " of corpus " + corpus + ", found both for " + candidates.size()
                            + "; generate them before measuring");
        }
        return candidates;
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        String[] entities = (String[]) row.getArray("entities").getArray();
        return new Candidate(
                row.getInt("ordinal"),
                new Candidate.Report(
                        row.getString("findings"),
                        row.getString("impression"),
                        row.getString("prompt_source").equals("FINDINGS")),
                EntitySet.of(Arrays.stream(entities).map(Entity::parse).toList()),
                new StoredObject(
                        new ObjectName(row.getString("object")),
                        row.getInt("bytes"),
                        Sha256.ofDigest(row.getBytes("sha256"))),
                row.getBoolean("drawn"));
    }
}
