package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportLabels;
import ai.medsyn.radiology.ReportText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether imported reports say what their source's labels say: nobody asked for entities there, but the labels are a claim about the same film. Findings
 * that the report labellers do not know, and uncertain ones, are passed over.
 */
final class LabelFidelity {

    private final EntityExtractor extractor = new LexiconExtractor(Lexicon.builtIn());
    private final ReportLabels labeller = new ReportLabels(Lexicon.builtIn());
    private long claimed;
    private long said;
    private long both;
    private long reports;

    /** Adds a report; a film without report or labels is passed over. */
    void add(SampleView.Text text, Map<String, LabelValue> labels) {
        String report = ReportText.join(text.findings(), text.impression());
        if (report.isBlank() || labels.isEmpty()) {
            return;
        }
        List<EntityMention> mentions = extractor.extract(report);
        Map<String, LabelValue> read = new HashMap<>();
        labeller.nih14(mentions).forEach((name, value) -> read.put(LabelNames.of(name), value));
        labeller.chexpert(mentions).forEach((name, value) -> read.put(LabelNames.of(name), value));
        labels.forEach((label, claim) -> {
            LabelValue found = read.getOrDefault(label, LabelValue.NEGATIVE);
            boolean known = LabelNames.known(label) && claim != LabelValue.UNCERTAIN && found != LabelValue.UNCERTAIN;
            if (known) {
                claimed += claim == LabelValue.POSITIVE ? 1 : 0;
                said += found == LabelValue.POSITIVE ? 1 : 0;
                both += claim == LabelValue.POSITIVE && found == LabelValue.POSITIVE ? 1 : 0;
            }
        });
        reports++;
    }

    long reports() {
        return reports;
    }

    /** Share of findings that a report states whose label is positive. */
    double precision() {
        return said == 0 ? 0 : (double) both / said;
    }

    /** Share of positive labels that the report states. */
    double recall() {
        return claimed == 0 ? 0 : (double) both / claimed;
    }
}
