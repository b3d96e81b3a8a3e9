package ai.medsyn.filter.curation;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.Policy;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.filter.policies.Verdict;
import ai.medsyn.platform.database.BulkInsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps verdicts. They are written in the order of the ordinals, so what is decided is always a range from 0 on. */
@Repository
class VerdictStore {

    /** Who judges: the policies of this package, in this release of them. */
    private static final String JUDGE = "curation-rules-1";

    private static final List<String> COLUMNS =
            List.of("dataset", "ordinal", "filter", "accepted", "reason", "measured", "threshold", "judge");

    private final JdbcClient jdbc;
    private final BulkInsert bulk;

    VerdictStore(JdbcClient jdbc, BulkInsert bulk) {
        this.jdbc = jdbc;
        this.bulk = bulk;
    }

    /** A dataset as far as deciding is concerned. */
    record Target(UUID corpus, String team, String state) {}

    private record Row(int ordinal, Verdict verdict) {}

    Optional<Target> target(UUID dataset) {
        return jdbc.sql("select corpus, team, state from dataset where id = ?")
                .param(dataset)
                .query(Target.class)
                .optional();
    }

    /** How many candidates of a dataset are decided: the ordinals 0 to this minus 1. */
    int decided(UUID dataset) {
        return jdbc.sql("select coalesce(max(ordinal) + 1, 0) from verdict where dataset = ?")
                .param(dataset)
                .query(Integer.class)
                .single();
    }

    /** The first policy whose threshold was another one when candidate {@code ordinal} was decided. */
    Optional<String> changedThreshold(UUID dataset, int ordinal, Thresholds thresholds) {
        return jdbc
                .sql("select filter, threshold from verdict where dataset = ? and ordinal = ? order by filter")
                .params(dataset, ordinal)
                .query((row, number) -> {
                    Optional<Policy> policy = Policies.find(row.getString("filter"));
                    double before = row.getDouble("threshold");
                    return policy.filter(p -> thresholds.of(p) != before)
                            .map(p -> p.filter() + " was " + before + " and is " + thresholds.of(p));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Makes a decider remember what a dataset accepted among the ordinals below {@code before}. */
    void rememberAccepted(UUID dataset, UUID corpus, int before, Decider decider) {
        jdbc.sql("""
                        select m.text_fingerprint, m.image_fingerprint from measurement m
                        where m.corpus = ? and m.ordinal < ? and m.ordinal not in (
                            select v.ordinal from verdict v where v.dataset = ? and not v.accepted)
                        order by m.ordinal
                        """).params(corpus, before, dataset).query(row -> {
            decider.remember(
                    TextFingerprint.fromBytes(row.getBytes(1)), MeasurementStore.imageFingerprint(row.getBytes(2)));
        });
    }

    /** Stores decisions; candidates that were decided before keep their verdicts. */
    @Transactional
    public void insert(UUID dataset, List<Decision> decisions) {
        List<Row> rows = new ArrayList<>();
        for (Decision decision : decisions) {
            decision.verdicts().forEach(verdict -> rows.add(new Row(decision.ordinal(), verdict)));
        }
        bulk.insert(
                "verdict",
                COLUMNS,
                rows,
                (row, out) -> out.uuid(dataset)
                        .int4(row.ordinal())
                        .text(row.verdict().policy().filter())
                        .bool(row.verdict().accepted())
                        .text(row.verdict().reason())
                        .float8(row.verdict().measured())
                        .float8(row.verdict().threshold())
                        .text(JUDGE));
    }

    /** How the candidates {@code from} (inclusive) to {@code to} (exclusive) turned out. */
    CurationCounts counts(UUID dataset, int from, int to) {
        Tally tally = new Tally();
        jdbc.sql("""
                        select array_agg(filter) from verdict
                        where dataset = ? and ordinal >= ? and ordinal < ? and not accepted group by ordinal
                        """).params(dataset, from, to).query(row -> {
            tally.add(List.of((String[]) row.getArray(1).getArray()));
        });
        return tally.outOf(to - from);
    }
}
