package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.exports.DatasetExporter;
import ai.medsyn.gateway.exports.ExportDataset;
import ai.medsyn.gateway.exports.ExportResult;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.Samples;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Packages sealed versions and keeps book of the packages. Packaging again gives the same bytes. */
@Component
class DatasetPackaging {

    private final Map<String, DatasetExporter> exporters = new TreeMap<>();
    private final ExportSource source;
    private final Samples samples;
    private final JdbcClient jdbc;
    private final LineageGraph lineage;
    private final Clock clock;

    DatasetPackaging(
            List<DatasetExporter> exporters,
            ExportSource source,
            Samples samples,
            JdbcClient jdbc,
            LineageGraph lineage) {
        exporters.forEach(exporter -> this.exporters.put(exporter.format(), exporter));
        this.source = source;
        this.samples = samples;
        this.jdbc = jdbc;
        this.lineage = lineage;
        this.clock = Clock.systemUTC();
    }

    /** The formats that can be asked for. */
    List<String> formats() {
        return List.copyOf(exporters.keySet());
    }

    static void check(List<String> asked, List<String> known, List<Violation> violations) {
        asked.stream()
                .filter(format -> !known.contains(format))
                .forEach(format -> violations.add(new Violation("exports", "must be among " + known, format)));
    }

    BuildResult.Packaged export(JobId job, Dataset dataset, String format) throws IOException {
        DatasetExporter exporter = exporters.get(format);
        if (exporter == null) {
            throw new IllegalArgumentException("no export format " + format + "; known: " + exporters.keySet());
        }
        Optional<BuildResult.Packaged> made = registered(dataset, format);
        if (made.isPresent()) {
            lineage.output(job, new LineageNode("export", dataset.id() + "/" + format));
            return made.get();
        }
        ExportDataset described = source.describe(dataset);
        try (var rows = samples.stream(dataset.id())) {
            ExportResult result = exporter.export(described, rows.map(source::sample));
            register(dataset, result);
            lineage.output(job, new LineageNode("export", dataset.id() + "/" + format));
            return new BuildResult.Packaged(
                    result.format(),
                    result.prefix().value(),
                    result.files(),
                    result.bytes(),
                    result.digest().hex());
        }
    }

    /** The package of a job that was interrupted after it: a row is written when all of its files lie in the store. */
    private Optional<BuildResult.Packaged> registered(Dataset dataset, String format) {
        return jdbc.sql(
                        "select format, prefix, files, bytes, digest from dataset_export where dataset = ? and format = ?")
                .params(dataset.id().value(), format)
                .query((row, number) -> new BuildResult.Packaged(
                        row.getString("format"),
                        row.getString("prefix"),
                        row.getLong("files"),
                        row.getLong("bytes"),
                        row.getString("digest")))
                .optional();
    }

    private void register(Dataset dataset, ExportResult result) {
        jdbc.sql("""
                        insert into dataset_export (dataset, format, prefix, files, bytes, digest, created_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        dataset.id().value(),
                        result.format(),
                        result.prefix().value(),
                        result.files(),
                        result.bytes(),
                        result.digest().hex(),
                        java.sql.Timestamp.from(clock.instant()))
                .update();
    }
}
