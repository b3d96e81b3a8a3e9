package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.exports.DatasetExporter;
import ai.medsyn.gateway.exports.ExportDataset;
import ai.medsyn.gateway.exports.ExportResult;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.Samples;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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

    BuildResult.Packaged export(JobId job, Dataset dataset, String format) throws IOException {
        DatasetExporter exporter = exporters.get(format);
        if (exporter == null) {
            throw new IllegalArgumentException("no export format " + format + "; known: " + exporters.keySet());
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
