package ai.medsyn.vision.training;

import ai.medsyn.vision.presets.Optimization;
import ai.medsyn.vision.presets.Optimization.Schedule;

/** The learning rate of a step: a function of the run's position, so that there is no scheduler whose state could be lost. */
record LearningRate(Optimization optimization, int steps, int stepsPerEpoch) {

    /**
     * The rate of the step behind {@code step} finished ones.
     *
     * @param reductions how often the validation loss stood still for too long
     */
    double at(int step, int reductions) {
        double peak = optimization.learningRate();
        Schedule schedule = optimization.schedule();
        if (schedule instanceof Schedule.WarmUpCosine cosine) {
            double warm = Math.rint(cosine.warmUp() * steps);
            return step < warm
                    ? cosine.lowest() + (peak - cosine.lowest()) * (step + 1) / warm
                    : falling(peak, cosine.lowest(), (step - warm) / Math.max(1, steps - warm));
        }
        if (schedule instanceof Schedule.ConstantThenCosine late) {
            double constant = (double) late.constantEpochs() * stepsPerEpoch;
            return step < constant ? peak : falling(peak, 0, (step - constant) / Math.max(1, steps - constant));
        }
        Schedule.ReduceOnPlateau plateau = (Schedule.ReduceOnPlateau) schedule;
        return peak * StrictMath.pow(plateau.factor(), reductions);
    }

    /** Half a cosine (Loshchilov and Hutter, 2017) from the peak at 0 to the floor at 1. */
    private static double falling(double peak, double floor, double along) {
        return floor + (peak - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * along));
    }
}
