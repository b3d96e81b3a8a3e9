package ai.medsyn.platform.lineage;

import ai.medsyn.platform.database.BulkInsert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what was decided about the candidates of a dataset: one row a candidate, in which the numbers lie in the order of the dataset's policies. The
 * view {@code verdict} shows them one by one. A sealed dataset takes no more of them.
 */
@Component
public class Decisions {

    private static final List<String> COLUMNS = List.of("dataset", "ordinal", "measured", "rejected_by", "reasons");
    private static final List<String> POLICY = List.of("dataset", "position", "filter", "threshold", "judge");

    private final JdbcClient jdbc;
    private final BulkInsert bulk;

    Decisions(JdbcClient jdbc, BulkInsert bulk) {
        this.jdbc = jdbc;
        this.bulk = bulk;
    }

    /**
     * What every candidate of a dataset is asked.
     *
     * @param filter its name
     * @param threshold what its number is compared with
     * @param judge who measures: a model or a set of rules in one release
     */
    public record Policy(String filter, double threshold, String judge) {}

    /**
     * What was decided about a candidate.
     *
     * @param measured number by filter; a policy that was not asked is absent
     * @param rejections reason by filter, in the order of asking; empty if the candidate is accepted
     */
    public record Decision(int ordinal, Map<String, Double> measured, Map<String, String> rejections) {}

    /** The threshold of each policy of a dataset; empty before the first decision. */
    @Transactional(readOnly = true)
    public Map<String, Double> thresholds(DatasetId dataset) {
        Map<String, Double> thresholds = new TreeMap<>();
        jdbc.sql("select filter, threshold from dataset_policy where dataset = ?")
                .param(dataset.value())
                .query(row -> {
                    thresholds.put(row.getString(1), row.getDouble(2));
                });
        return thresholds;
    }

    /** Sets the policies of a dataset; those that it has stay as they are. */
    @Transactional
    public void policies(DatasetId dataset, List<Policy> policies) {
        record Numbered(int position, Policy policy) {}
        List<Numbered> numbered = new ArrayList<>();
        policies.forEach(policy -> numbered.add(new Numbered(numbered.size() + 1, policy)));
        bulk.insert(
                "dataset_policy",
                POLICY,
                numbered,
                (row, out) -> out.uuid(dataset.value())
                        .int2(row.position())
                        .text(row.policy().filter())
                        .float8(row.policy().threshold())
                        .text(row.policy().judge()));
    }

    /** Stores decisions in one transaction; candidates that were decided before keep theirs. */
    @Transactional
    public void insert(DatasetId dataset, Collection<Decision> decisions) {
        List<String> filters = jdbc.sql("select filter from dataset_policy where dataset = ? order by position")
                .param(dataset.value())
                .query(String.class)
                .list();
        bulk.insert(
                "decision",
                COLUMNS,
                decisions,
                (decision, row) -> row.uuid(dataset.value())
                        .int4(decision.ordinal())
                        .float8ArrayWithNulls(measured(decision, filters))
                        .textArray(List.copyOf(decision.rejections().keySet()))
                        .textArray(List.copyOf(decision.rejections().values())));
    }

    private static List<@Nullable Double> measured(Decision decision, List<String> filters) {
        if (!filters.containsAll(decision.measured().keySet())) {
            throw new IllegalArgumentException(
                    "candidate " + decision.ordinal() + ": expected measurements of the policies " + filters
                            + ", found " + decision.measured().keySet());
        }
        List<@Nullable Double> measured = new ArrayList<>(filters.size());
        filters.forEach(filter -> measured.add(decision.measured().get(filter)));
        return measured;
    }
}
