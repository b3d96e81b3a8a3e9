package ai.medsyn.generator.reports.analysis;

import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.ReportLabels;
import ai.medsyn.radiology.ReportSections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one report and tells everything that was understood. */
@Component
public class ReportAnalysis {

    private final Extractors extractors;
    private final ReportLabels labels;

    ReportAnalysis(Extractors extractors, ReportLabels labels) {
        this.extractors = extractors;
        this.labels = labels;
    }

    /**
     * Reads a report.
     *
     * @param model id of the extractor; null for the built-in lexicon
     */
    public Analysis analyze(String report, @Nullable String model) {
        EntityExtractor extractor = extractors.require(model);
        List<EntityMention> mentions = extractor.extract(report);
        return new Analysis(
                extractor.modelId(),
                ReportSections.of(report).stream().map(Analysis.Section::of).toList(),
                mentions.stream()
                        .map(mention -> Analysis.Mention.of(mention, report))
                        .toList(),
                EntitySet.ofMentions(mentions).entities().stream()
                        .map(Entity::toString)
                        .toList(),
                labels.chexpert(mentions),
                labels.nih14(mentions));
    }
}
