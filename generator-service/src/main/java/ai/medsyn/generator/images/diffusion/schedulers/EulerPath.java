package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * The way of both Euler samplers through noise levels, in the variance-exploding form: x = x0 + sigma eps.
 *
 * @param sigmas at least N + 1 levels, descending
 * @param initial standard deviation at the start
 */
record EulerPath(double[] timesteps, double[] sigmas, double initial, Prediction prediction) {

    static EulerPath of(SchedulerConfig config, int steps) {
        double[] table = NoiseSchedule.of(config).sigmas();
        double[] times = Spacing.inclusive(config, steps, false);
        double[] levels = config.text("interpolation_type", "linear").equals("log_linear")
                ? Sigmas.logLinear(table, steps)
                : Sigmas.at(times, table);
        if (config.flag("use_karras_sigmas", false)) {
            double smallest = config.number("sigma_min", levels[levels.length - 1]);
            levels = Sigmas.karras(smallest, config.number("sigma_max", levels[0]), steps);
            times = Sigmas.times(levels, table);
        }
        if (config.text("timestep_type", "discrete").equals("continuous")
                && config.prediction() == Prediction.V_PREDICTION) {
            for (int i = 0; i < times.length; i++) {
                times[i] = 0.25 * StrictMath.log(levels[i]);
            }
        }
        boolean zero = config.text("final_sigmas_type", "zero").equals("zero");
        double largest = levels[0];
        // "leading" leaves the noisiest steps out, so the start is not pure noise.
        double initial = config.spacing().equals("leading") ? Math.sqrt(largest * largest + 1) : largest;
        return new EulerPath(times, Sigmas.ending(levels, zero ? 0 : table[0]), initial, config.prediction());
    }

    @Override
    public double[] timesteps() {
        return timesteps.clone();
    }

    /** The U-Net was trained on samples of variance 1. */
    double inputScale(int call) {
        return Sigmas.alpha(sigmas[call]);
    }

    /** dx/dsigma = (x - x0) / sigma = eps (Karras et al. 2022, equation 4), at element i. */
    double derivative(int call, double x, double output) {
        double alpha = Sigmas.alpha(sigmas[call]);
        return prediction.noise(alpha * x, output, alpha, sigmas[call] * alpha);
    }
}
