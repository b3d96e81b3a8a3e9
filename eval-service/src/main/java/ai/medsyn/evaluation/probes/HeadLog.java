package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.vision.training.TrainingLoop;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the heads of a probe were trained, for its report. */
final class HeadLog {

    private final StringBuilder csv =
            new StringBuilder("seed,films,steps,epochs,best-on-films-held-out,stopped-early\n");

    void add(long seed, int films, TrainingLoop.Outcome outcome) {
        csv.append(seed)
                .append(',')
                .append(films)
                .append(',')
                .append(outcome.steps())
                .append(',')
                .append(outcome.epochs())
                .append(',')
                .append(outcome.bestLoss() == null ? "" : outcome.bestLoss().toString())
                .append(',')
                .append(outcome.stoppedEarly())
                .append('\n');
    }

    Answer.File file() {
        return new Answer.File("heads.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What was asked, in words. */
    static Map<String, String> described(HeadPlan plan) {
        HeadNumbers numbers = plan.numbers();
        Map<String, String> described = new LinkedHashMap<>();
        described.put("preset", plan.preset());
        described.put("fraction", Double.toString(plan.fraction()));
        described.put("seeds", plan.seeds().toString());
        described.put(
                "training",
                "at most %d epochs of batches of %d, AdamW at %s, weight decay %s, patience %d"
                        .formatted(
                                numbers.epochs(),
                                numbers.batchSize(),
                                numbers.learningRate(),
                                numbers.weightDecay(),
                                numbers.patience()));
        MgcaDivision division = plan.data().division();
        if (division != null) {
            described.put("division", division.id());
        }
        return described;
    }
}
