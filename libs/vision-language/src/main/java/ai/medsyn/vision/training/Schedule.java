package ai.medsyn.vision.training;

/** How the learning rate changes over a run. A schedule gives the factor of the peak rate; it keeps no state. */
public sealed interface Schedule {

    /**
     * Where a run is.
     *
     * @param step optimiser steps done, from 0
     * @param steps of the whole run
     * @param stepsPerEpoch optimiser steps of one epoch
     * @param reductions how often the validation loss stood still for too long, see {@link Plateau}
     */
    record Position(int step, int steps, int stepsPerEpoch, int reductions) {}

    /** Factor of the peak learning rate, 0 to 1. */
    double factor(Position at);

    /** The peak rate all the time. */
    record Constant() implements Schedule {

        @Override
        public double factor(Position at) {
            return 1;
        }
    }

    /**
     * Linear from 0 to the peak, then half a cosine down to the floor (Loshchilov and Hutter, 2017).
     *
     * @param warmUp fraction of the steps that warm up, in [0, 1); MGCA takes 0.4
     * @param floor lowest factor
     */
    record WarmUpCosine(double warmUp, double floor) implements Schedule {

        @Override
        public double factor(Position at) {
            double warm = Math.rint(warmUp * at.steps());
            if (at.step() < warm) {
                return (at.step() + 1) / warm;
            }
            double along = (at.step() - warm) / Math.max(1, at.steps() - warm);
            return floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * along));
        }
    }

    /**
     * ConVIRT-pytorch's: the peak for some epochs, then a cosine that advances once per epoch with a period of as many epochs as an epoch has
     * steps, so that long runs rise again.
     *
     * @param hold epochs at the peak
     */
    record EpochCosine(int hold) implements Schedule {

        @Override
        public double factor(Position at) {
            int epoch = at.step() / at.stepsPerEpoch();
            return epoch < hold ? 1 : 0.5 * (1 + StrictMath.cos(Math.PI * (epoch - hold) / at.stepsPerEpoch()));
        }
    }

    /**
     * GLoRIA's: lower by a factor whenever the validation loss has not improved for some validations.
     *
     * @param reduction factor of each reduction, in (0, 1)
     * @param patience validations without improvement that are borne
     */
    record Plateau(double reduction, int patience) implements Schedule {

        @Override
        public double factor(Position at) {
            return StrictMath.pow(reduction, at.reductions());
        }
    }
}
