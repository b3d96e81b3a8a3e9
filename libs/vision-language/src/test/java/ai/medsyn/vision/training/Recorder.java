package ai.medsyn.vision.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what a loop tells, and stops it after a step if that is asked for. */
class Recorder implements TrainingObserver {

    /** What stops the loop. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final Map<Integer, StepReport> steps = new LinkedHashMap<>();
    final Map<Integer, ValidationReport> validations = new LinkedHashMap<>();
    private final int stopAfter;

    Recorder() {
        this(Integer.MAX_VALUE);
    }

    Recorder(int stopAfter) {
        this.stopAfter = stopAfter;
    }

    double loss(int step) {
        return steps.get(step).loss();
    }

    @Override
    public void progress(int step, int steps) {
        if (step > stopAfter) {
            throw new Stop();
        }
    }

    @Override
    public void stepped(StepReport report) {
        steps.put(report.step(), report);
    }

    @Override
    public void validated(ValidationReport report) {
        validations.put(report.step(), report);
    }

    @Override
    public void checkpointed(CheckpointStore.Description checkpoint) {}
}
