package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import ai.medsyn.platform.lineage.Dataset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an evaluation found, as its report file has it.
 *
 * @param asked everything that decides the numbers
 * @param films how many were looked at, by side
 * @param excluded label values that could not be used, by reason and count
 * @param chance findings whose AUC cannot be told from chance (the interval holds 0.5), or whose heat maps point no better than blindly
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

    static EvaluationResult of(EvaluationRun run, Answer answer) {
        Asked asked = new Asked(
                run.spec().task(),
                answer.encoder(),
                described(run.dataset()),
                answer.question(),
                run.spec().protocol().intervals().level());
        List<Measured> measured = answer.report().measured();
        return new EvaluationResult(
                run.job().id().value(),
                asked,
                answer.counts().films(),
                answer.counts().excluded(),
                measured,
                answer.report().undefined(),
                chance(measured));
    }

    private static Map<String, String> described(Dataset dataset) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", dataset.id().toString());
        described.put("name", dataset.name());
        described.put("version", dataset.version().orElseThrow().toString());
        described.put("manifestDigest", dataset.manifestDigest().orElseThrow().hex());
        return described;
    }

    private static List<String> chance(List<Measured> measured) {
        return measured.stream()
                .filter(EvaluationResult::mayBeChance)
                .map(each -> each.subset().equals("all") ? each.label() : each.label() + " (" + each.subset() + ")")
                .toList();
    }

    /** Whether the number is of a kind that has a value by chance, and its interval does not exclude it. */
    private static boolean mayBeChance(Measured measured) {
        Double low = measured.low();
        Double high = measured.high();
        return switch (measured.metric()) {
            case ClassificationReport.AUC -> low != null && high != null && low <= 0.5 && high >= 0.5;
            case ClassificationReport.POINTING_OVER_CHANCE -> low == null || low <= 0;
            default -> false;
        };
    }
}
