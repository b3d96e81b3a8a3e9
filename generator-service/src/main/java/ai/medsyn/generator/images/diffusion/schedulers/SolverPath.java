package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * The way of DPM-Solver and UniPC through noise levels: N calls at descending sigma, and the level at which sampling ends. Call k has the
 * variance-preserving coefficients alpha(k) and sigma(k), and lambda(k) = log(alpha(k) / sigma(k)).
 *
 * @param levels N + 1 values of sigma / alpha
 */
record SolverPath(double[] timesteps, double[] levels, Prediction prediction) {

    static SolverPath of(SchedulerConfig config, int steps) {
        NoiseSchedule schedule = NoiseSchedule.of(config);
        double[] table = schedule.sigmas();
        boolean zero = config.text("final_sigmas_type", "zero").equals("zero");
        if (config.flag("use_karras_sigmas", false)) {
            double smallest = config.number("sigma_min", table[0]);
            double largest = config.number("sigma_max", table[table.length - 1]);
            double[] levels = Sigmas.karras(smallest, largest, steps);
            double[] times = Sigmas.times(levels, table);
            for (int i = 0; i < times.length; i++) {
                times[i] = Math.rint(times[i]);
            }
            return new SolverPath(times, Sigmas.ending(levels, zero ? 0 : smallest), config.prediction());
        }
        double[] times = Spacing.open(config, steps, lastTimestep(config, table));
        return new SolverPath(times, Sigmas.ending(Sigmas.at(times, table), zero ? 0 : table[0]), config.prediction());
    }

    /** Steps whose lambda lies below {@code lambda_min_clipped} are not visited: cosine schedules end in almost infinite noise. */
    private static int lastTimestep(SchedulerConfig config, double[] table) {
        double least = config.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
        int last = table.length;
        while (last > 1 && Sigmas.lambda(table[last - 1]) < least) {
            last--;
        }
        return last;
    }

    @Override
    public double[] timesteps() {
        return timesteps.clone();
    }

    int calls() {
        return timesteps.length;
    }

    boolean endsWithoutNoise() {
        return levels[levels.length - 1] == 0;
    }

    double alpha(int call) {
        return Sigmas.alpha(levels[call]);
    }

    double sigma(int call) {
        return levels[call] * alpha(call);
    }

    double lambda(int call) {
        return Sigmas.lambda(levels[call]);
    }

    /** h = lambda(call + 1) - lambda(call); infinite for a last step to no noise. */
    double step(int call) {
        return lambda(call + 1) - lambda(call);
    }

    /** The clean prediction m of a call. */
    float[] clean(int call, float[] x, float[] output) {
        double alpha = alpha(call);
        double sigma = sigma(call);
        float[] clean = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            clean[i] = (float) prediction.clean(x[i], output[i], alpha, sigma);
        }
        return clean;
    }
}
