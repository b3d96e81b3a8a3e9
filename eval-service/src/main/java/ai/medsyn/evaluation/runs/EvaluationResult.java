package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an evaluation found, as its report file has it.
 *
 * @param asked everything that decides the numbers
 * @param films how many were looked at, by side
 * @param excluded label values that could not be used, by reason and count
 * @param chance findings whose AUC cannot be told from chance: the interval holds 0.5
 */
record EvaluationResult(
        UUID evaluation,
        Asked asked,
        Map<String, Integer> films,
        Map<String, Integer> excluded,
        List<Measured> measured,
        List<ClassificationReport.Undefined> undefined,
        List<String> chance) {

    /**
     * @param dataset name, version and manifest digest
     * @param question findings and wording, by name and version
     */
    record Asked(
            String task,
            EncoderIdentity encoder,
            Map<String, String> dataset,
            Map<String, String> question,
            double level) {}

    static EvaluationResult of(
            UUID evaluation,
            Asked asked,
            Map<String, Integer> films,
            Map<String, Integer> excluded,
            ClassificationReport.Result report) {
        return new EvaluationResult(
                evaluation, asked, films, excluded, report.measured(), report.undefined(), chance(report.measured()));
    }

    private static List<String> chance(List<Measured> measured) {
        return measured.stream()
                .filter(each -> each.metric().equals("auc") && holds(each, 0.5))
                .map(each -> each.subset().equals("all") ? each.label() : each.label() + " (" + each.subset() + ")")
                .toList();
    }

    private static boolean holds(Measured measured, double value) {
        Double low = measured.low();
        Double high = measured.high();
        return low != null && high != null && low <= value && high >= value;
    }
}
