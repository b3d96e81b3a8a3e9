package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The end of every build: the version is sealed, then packaged. */
@Component
class Finish {

    private final Datasets datasets;
    private final DatasetPackaging packaging;

    Finish(Datasets datasets, DatasetPackaging packaging) {
        this.datasets = datasets;
        this.packaging = packaging;
    }

    BuildResult sealAndExport(
            JobId job, DatasetId id, Curated curated, List<String> formats, CoordinatorProgress progress)
            throws IOException {
        int total = curated.candidates();
        progress.report(total, total, "sealing");
        Dataset dataset = datasets.seal(id, total, curated.rejected());
        List<BuildResult.Packaged> exports = new ArrayList<>();
        for (String format : formats) {
            progress.report(total, total, "exporting " + format);
            exports.add(packaging.export(job, dataset, format));
        }
        return new BuildResult(
                id.value(),
                dataset.name(),
                dataset.version().orElseThrow().toString(),
                dataset.requested(),
                total,
                dataset.accepted(),
                curated.rejected(),
                curated.accepted() - dataset.accepted(),
                dataset.manifestDigest().orElseThrow().hex(),
                exports,
                curated.warnings());
    }
}
