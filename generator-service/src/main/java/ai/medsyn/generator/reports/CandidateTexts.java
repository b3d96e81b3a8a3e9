package ai.medsyn.generator.reports;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.ReportLabels;
import ai.medsyn.radiology.ReportText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Has texts written, by model id, and labels them. */
@Component
public class CandidateTexts {

    private final Map<String, ReportWriter> writers = new TreeMap<>();
    private final EntityExtractor extractor;
    private final ReportLabels labels;

    CandidateTexts(List<ReportWriter> writers, EntityExtractor extractor, ReportLabels labels) {
        writers.forEach(writer -> this.writers.put(writer.modelId(), writer));
        this.extractor = extractor;
        this.labels = labels;
    }

    /** The seed of a candidate's text. */
    static long seed(long corpusSeed, int ordinal) {
        return Seeds.derive(corpusSeed, "report", ordinal, 0);
    }

    CandidateText write(String model, long corpusSeed, int ordinal, List<Entity> entities) {
        long seed = seed(corpusSeed, ordinal);
        WrittenReport report = rewrite(model, entities, seed);
        return new CandidateText(ordinal, report, "IMPRESSION", entities, labels(report), seed, model, null);
    }

    /** Writes a text again from what lineage kept of it. */
    public WrittenReport rewrite(String model, List<Entity> entities, long seed) {
        ReportWriter writer = writers.get(model);
        if (writer == null) {
            throw new JobFailure(
                    "unknown-model", "no report writer " + model + " in this service; known: " + writers.keySet());
        }
        return writer.write(entities, seed);
    }

    /** What the text states of the CheXpert observations. */
    Map<String, LabelValue> labels(WrittenReport report) {
        return labels.chexpert(extractor.extract(ReportText.join(report.findings(), report.impression())));
    }
}
