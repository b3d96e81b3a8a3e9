package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seals an import and counts what came of it. */
@Component
class ImportEnd {

    private final Datasets datasets;
    private final JdbcClient jdbc;

    ImportEnd(Datasets datasets, JdbcClient jdbc) {
        this.datasets = datasets;
        this.jdbc = jdbc;
    }

    /**
     * What an import made.
     *
     * @param rows of the table of images
     * @param rejected rows that became no sample, by reason
     * @param patients known patients among the samples
     * @param splits samples by split
     * @param positives samples with a finding, by label
     * @param boxes samples with boxes
     * @param masks samples with masks
     * @param notes what was changed or found odd without rejecting a row, by name and count
     */
    record Result(
            UUID dataset,
            String name,
            String version,
            String manifestDigest,
            int rows,
            int imported,
            Map<String, Long> rejected,
            long patients,
            Map<String, Long> splits,
            Map<String, Long> positives,
            long boxes,
            long masks,
            Map<String, Integer> notes) {}

    Result seal(JobRun<ImportSpec> run, ImportPlan plan) {
        DatasetId id = ImportStart.datasetOf(run.id());
        Map<String, Long> rejected = counts("""
                select filter, count(*) from verdict where dataset = ? and not accepted group by filter
                """, id.value());
        long lost = rejected.values().stream().mapToLong(Long::longValue).sum();
        int rows = plan.candidates().size();
        if (lost == rows) {
            throw new JobFailure(
                    "nothing-imported", "expected films to import, found none among " + rows + " rows: " + rejected);
        }
        Dataset dataset = datasets.seal(id, rows, rejected);
        return result(dataset, rejected, plan);
    }

    private Result result(Dataset dataset, Map<String, Long> rejected, ImportPlan plan) {
        UUID corpus = dataset.corpus().value();
        return new Result(
                dataset.id().value(),
                dataset.name(),
                dataset.version().orElseThrow().toString(),
                dataset.manifestDigest().orElseThrow().hex(),
                dataset.generated(),
                dataset.accepted(),
                rejected,
                count("select count(distinct patient) from annotation where corpus = ?", corpus),
                counts(
                        "select split, count(*) from dataset_sample where dataset = ? group by split",
                        dataset.id().value()),
                counts("""
                        select label.key, count(*) from sample, jsonb_each_text(labels) label
                        where corpus = ? and label.value = 'POSITIVE' group by label.key
                        """, corpus),
                count("select count(*) from annotation where corpus = ? and boxes <> '[]'", corpus),
                count("select count(*) from sample_image where corpus = ? and mask is not null", corpus),
                plan.notes());
    }

    private long count(String sql, UUID id) {
        return jdbc.sql(sql).param(id).query(Long.class).single();
    }

    private Map<String, Long> counts(String sql, UUID id) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql(sql).param(id).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }
}
