package ai.medsyn.vision.training;

import ai.medsyn.vision.training.TrainingObserver.StepReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a run is between two of its reports. */
final class StepMeter {

    private final int batchSize;
    private long since = System.nanoTime();
    private int steps;

    StepMeter(int batchSize) {
        this.batchSize = batchSize;
    }

    /** A place of the curve. */
    record Point(int step, int epoch, Map<String, Double> losses, double rate) {}

    void stepped() {
        steps++;
    }

    StepReport report(Point point, long waitedNanos) {
        long now = System.nanoTime();
        double seconds = Math.max(1, now - since) * 1e-9;
        Map<String, Double> terms = new LinkedHashMap<>(point.losses());
        Double loss = terms.remove(LossMeter.LOSS);
        StepReport report = new StepReport(
                point.step(),
                point.epoch(),
                loss == null ? Double.NaN : loss,
                terms,
                point.rate(),
                (double) steps * batchSize / seconds,
                Math.min(1, waitedNanos * 1e-9 / seconds));
        since = now;
        steps = 0;
        return report;
    }
}
