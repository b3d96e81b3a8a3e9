package ai.medsyn.generator.reports.imports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.ReportSet;
import ai.medsyn.platform.lineage.ReportSets;
import ai.medsyn.radiology.readers.CsvReportReader;
import ai.medsyn.radiology.readers.OpenIReportReader;
import ai.medsyn.radiology.readers.ReadSummary;
import ai.medsyn.radiology.readers.ReportFormatException;
import ai.medsyn.radiology.readers.ReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The job {@code reports.import}: keeps the reports that can condition an image, counts the others by reason. */
@Component
class ImportJob implements CoordinatorJob<ImportSpec> {

    static final String KIND = "reports.import";

    private final ReportSets sets;
    private final ArtifactStore store;
    private final RealReportRows rows;
    private final LineageGraph lineage;
    private final Map<String, ReportReader> readers =
            Map.of("openi", new OpenIReportReader(), "csv", new CsvReportReader());

    ImportJob(ReportSets sets, ArtifactStore store, RealReportRows rows, LineageGraph lineage) {
        this.sets = sets;
        this.store = store;
        this.rows = rows;
        this.lineage = lineage;
    }

    /** Reports found, kept, dropped by reason, and kept ones by what is remarkable. */
    record Result(UUID reportSet, int read, int kept, Map<String, Integer> dropped, Map<String, Integer> noted) {}

    @Override
    public JobType<ImportSpec> type() {
        return new JobType<>(KIND, ImportSpec.class, "cpu", "reports");
    }

    @Override
    public Result run(JobRun<ImportSpec> run, CoordinatorProgress progress) throws IOException {
        ReportSet set = sets.require(run.spec().reportSet(), run.team());
        ReadSummary summary = read(set, progress);
        sets.ready(set.id(), summary.read(), summary.kept(), summary.dropped());
        lineage.output(run.id(), LineageNode.reportSet(set.id()));
        return new Result(set.id(), summary.read(), summary.kept(), summary.dropped(), summary.noted());
    }

    /** Reading again after a crash writes the same rows: an ordinal is a report's place among the kept ones. */
    private ReadSummary read(ReportSet set, CoordinatorProgress progress) throws IOException {
        ReportReader reader = readers.get(set.upload().format());
        if (reader == null) {
            throw new JobFailure(
                    "report-format", "no reader for format " + set.upload().format());
        }
        try (InputStream content = store.open(set.upload().object());
                RealReportRows.Batch batch = rows.batch(set.id(), progress)) {
            ReadSummary summary = reader.read(content, batch::add);
            batch.flush();
            return summary;
        } catch (ReportFormatException broken) {
            throw new JobFailure(broken.reason(), String.valueOf(broken.getMessage()), broken);
        }
    }
}
