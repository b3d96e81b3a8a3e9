package ai.medsyn.evaluation.imports;

import ai.medsyn.evaluation.EvaluationBench;
import ai.medsyn.evaluation.imports.ImportSpec.Layout;
import ai.medsyn.evaluation.imports.ImportSpec.Patients;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.Samples;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports as jobs, on a real database, a real store and real folders. */
abstract class ImportBench extends EvaluationBench {

    @Autowired
    Datasets datasets;

    @Autowired
    Samples samples;

    TestFilms films(String folder) {
        return new TestFilms(disk.resolve("films"), folder);
    }

    static ImportSpec spec(String folder, Layout layout, @Nullable Patients patients) {
        return new ImportSpec(
                folder,
                new ImportSpec.Source(layout, "films/" + folder, null),
                null,
                new ImportSpec.Rules(null, null, patients, null),
                3);
    }

    Job run(ImportSpec spec) {
        return finished(ImportJob.KIND, spec);
    }

    JsonNode imported(ImportSpec spec) {
        return result(run(spec));
    }

    Dataset dataset(JsonNode result) {
        return datasets.require(
                new DatasetId(UUID.fromString(result.get("dataset").asString())), TEAM);
    }

    static Map<String, Integer> counts(JsonNode node) {
        return new JsonMapper().convertValue(node, new tools.jackson.core.type.TypeReference<>() {});
    }
}
