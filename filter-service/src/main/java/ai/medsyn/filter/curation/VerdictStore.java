package ai.medsyn.filter.curation;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Decisions;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps verdicts, a row a candidate. They are written in the order of the ordinals, so what is decided is always a range from 0 on. */
@Repository
class VerdictStore {

    /** Who judges: the policies of this package, in this release of them. */
    static final String JUDGE = "curation-rules-1";

    private final JdbcClient jdbc;
    private final Decisions decisions;
    private final LineageGraph lineage;

    VerdictStore(JdbcClient jdbc, Decisions decisions, LineageGraph lineage) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.lineage = lineage;
    }

    /** A dataset as far as deciding is concerned. */
    record Target(UUID corpus, String team, String state, UUID job) {}

    Optional<Target> target(UUID dataset) {
        return jdbc.sql("select corpus, team, state, job from dataset where id = ?")
                .param(dataset)
                .query(Target.class)
                .optional();
    }

    /** How many candidates of a dataset are decided: the ordinals 0 to this minus 1. */
    int decided(UUID dataset) {
        return jdbc.sql("select coalesce(max(ordinal) + 1, 0) from decision where dataset = ?")
                .param(dataset)
                .query(Integer.class)
                .single();
    }

    /**
     * Fixes the policies of a dataset at its first round, and notes in the graph who judges.
     *
     * @param job the job that makes the dataset
     * @return what its earlier rounds did otherwise, for a person; nothing if they used the same policies and thresholds
     */
    @Transactional
    public Optional<String> fix(UUID dataset, JobId job, Thresholds thresholds) {
        DatasetId id = new DatasetId(dataset);
        Map<String, Double> fixed = decisions.thresholds(id);
        if (!fixed.isEmpty()) {
            return difference(fixed, thresholds.asMap());
        }
        decisions.policies(
                id,
                Policies.all().stream()
                        .map(policy -> new Decisions.Policy(policy.filter(), thresholds.of(policy), JUDGE))
                        .toList());
        lineage.input(job, LineageNode.model(JUDGE));
        return Optional.empty();
    }

    private static Optional<String> difference(Map<String, Double> before, Map<String, Double> now) {
        if (!before.keySet().equals(now.keySet())) {
            return Optional.of("the policies were " + before.keySet() + " and are " + now.keySet());
        }
        return before.keySet().stream()
                .filter(filter -> !Objects.equals(before.get(filter), now.get(filter)))
                .map(filter -> filter + " was " + before.get(filter) + " and is " + now.get(filter))
                .findFirst();
    }

    /** Makes a decider remember what a dataset accepted among the ordinals below {@code before}. */
    void rememberAccepted(UUID dataset, UUID corpus, int before, Decider decider) {
        jdbc.sql("""
                        select m.text_fingerprint, m.image_fingerprint from measurement m
                        where m.corpus = ? and m.ordinal < ? and m.ordinal not in (
                            select d.ordinal from decision d where d.dataset = ? and not d.accepted)
                        order by m.ordinal
                        """).params(corpus, before, dataset).query(row -> {
            decider.remember(
                    TextFingerprint.fromBytes(row.getBytes(1)), MeasurementStore.imageFingerprint(row.getBytes(2)));
        });
    }

    /** Stores decisions; candidates that were decided before keep theirs. */
    void insert(UUID dataset, List<Decision> batch) {
        decisions.insert(
                new DatasetId(dataset), batch.stream().map(Decision::stored).toList());
    }

    /** How the candidates {@code from} (inclusive) to {@code to} (exclusive) turned out. */
    CurationCounts counts(UUID dataset, int from, int to) {
        Tally tally = new Tally();
        jdbc.sql("""
                        select rejected_by from decision where dataset = ? and ordinal >= ? and ordinal < ? and not accepted
                        """).params(dataset, from, to).query(row -> {
            tally.add(List.of((String[]) row.getArray(1).getArray()));
        });
        return tally.outOf(to - from);
    }
}
