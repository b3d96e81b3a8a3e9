package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.vision.tensor.Device;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how heads are trained besides films and encoder.
 *
 * @param faithful whether defects of the official code are kept
 * @param fraction of the training films, above 0 to 1
 * @param seeds one head each
 * @param data which films are on which side
 */
record HeadPlan(boolean faithful, double fraction, List<Long> seeds, Data data, HeadNumbers numbers) {

    /**
     * @param splits to train on
     * @param division which of MGCA's own rules says which films are on which side; null if the dataset does
     */
    record Data(List<String> splits, @Nullable MgcaDivision division) {}

    static HeadPlan of(HeadTraining training, HeadNumbers preset) {
        String division = training.ownDivision();
        return new HeadPlan(
                training.faithful(),
                training.fractionOrAll(),
                List.copyOf(training.seedsOrZero()),
                new Data(List.copyOf(training.splitsOrTrain()), division == null ? null : MgcaDivision.of(division)),
                preset.with(training.overrides()));
    }

    /** Where a head is trained; the numbers are meant to be the same, so it is no part of the plan. */
    static Device device(HeadTraining training) {
        return new Device(training.deviceOrCpu());
    }

    /** Films that all heads go through at most, of so many to learn from. */
    long passes(int films) {
        return (long) Math.ceil(fraction * films) * numbers.epochs() * seeds.size();
    }

    /** For the report: the preset's name. */
    String preset() {
        return faithful ? "mgca/faithful" : "mgca/corrected";
    }
}
