package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * What the U-Net predicts of {@code x = alpha x0 + sigma eps} with {@code alpha^2 + sigma^2 = 1}: the noise, the velocity {@code v = alpha eps -
 * sigma x0} (Salimans and Ho 2022) or the clean sample itself.
 */
enum Prediction {
    EPSILON {
        @Override
        double clean(double x, double output, double alpha, double sigma) {
            return (x - sigma * output) / alpha;
        }

        @Override
        double noise(double x, double output, double alpha, double sigma) {
            return output;
        }
    },
    V_PREDICTION {
        @Override
        double clean(double x, double output, double alpha, double sigma) {
            return alpha * x - sigma * output;
        }

        @Override
        double noise(double x, double output, double alpha, double sigma) {
            return alpha * output + sigma * x;
        }
    },
    SAMPLE {
        @Override
        double clean(double x, double output, double alpha, double sigma) {
            return output;
        }

        @Override
        double noise(double x, double output, double alpha, double sigma) {
            return (x - alpha * output) / sigma;
        }
    };

    /** The clean sample x0. */
    abstract double clean(double x, double output, double alpha, double sigma);

    /** The noise eps. */
    abstract double noise(double x, double output, double alpha, double sigma);
}
