package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * How much of the image is left at each training step: {@code abar[t] = prod(1 - beta[0..t])}, t = 0 … T-1, descending from almost 1 to almost 0.
 *
 * <p>Networks were trained with a float32 table, and where abar is close to 1 its rounding is visible in sigma (1e-5 of it): betas, alphas and abar are
 * therefore rounded to float32 here as there.
 */
record NoiseSchedule(double[] abar) {

    /** The last sigma of a schedule without signal must stay finite: the smallest positive float16, as in the reference. */
    private static final double ALMOST_ZERO = 0x1p-24;

    static NoiseSchedule of(SchedulerConfig config) {
        double[] abar = cumulative(betas(config));
        return new NoiseSchedule(config.flag("rescale_betas_zero_snr", false) ? zeroTerminalSnr(abar) : abar);
    }

    private static double[] betas(SchedulerConfig config) {
        double[] trained = config.numbers("trained_betas");
        if (trained.length > 0) {
            return trained;
        }
        int steps = config.trainTimesteps();
        double start = config.number("beta_start", 0.0001);
        double end = config.number("beta_end", 0.02);
        double[] betas = new double[steps];
        for (int t = 0; t < steps; t++) {
            double at = steps == 1 ? 0 : t / (steps - 1.0);
            betas[t] = switch (config.text("beta_schedule", "linear")) {
                // linear in sqrt(beta): the schedule of latent diffusion (Rombach et al. 2022)
                case "scaled_linear" -> square(Math.sqrt(start) + at * (Math.sqrt(end) - Math.sqrt(start)));
                // Nichol and Dhariwal 2021, equation 17
                case "squaredcos_cap_v2" -> Math.min(1 - cosine((t + 1.0) / steps) / cosine((double) t / steps), 0.999);
                default -> start + at * (end - start);
            };
            betas[t] = (float) betas[t];
        }
        return betas;
    }

    private static double cosine(double time) {
        return square(StrictMath.cos((time + 0.008) / 1.008 * Math.PI / 2));
    }

    private static double[] cumulative(double[] betas) {
        double[] abar = new double[betas.length];
        double product = 1;
        for (int t = 0; t < betas.length; t++) {
            product *= (float) (1 - betas[t]);
            abar[t] = (float) product;
        }
        return abar;
    }

    /** Shifts and scales sqrt(abar) so that the last step has no signal and the first keeps its own (Lin et al. 2024, algorithm 1). */
    private static double[] zeroTerminalSnr(double[] abar) {
        double first = Math.sqrt(abar[0]);
        double last = Math.sqrt(abar[abar.length - 1]);
        double[] rescaled = new double[abar.length];
        for (int t = 0; t < abar.length; t++) {
            rescaled[t] = square((Math.sqrt(abar[t]) - last) * first / (first - last));
        }
        return rescaled;
    }

    private static double square(double value) {
        return value * value;
    }

    int length() {
        return abar.length;
    }

    double at(int t) {
        return abar[t];
    }

    /** sigma[t] = sqrt((1 - abar) / abar), ascending; finite also where no signal is left. */
    double[] sigmas() {
        double[] sigmas = new double[abar.length];
        for (int t = 0; t < abar.length; t++) {
            double signal = Math.max(abar[t], ALMOST_ZERO);
            sigmas[t] = Math.sqrt((1 - signal) / signal);
        }
        return sigmas;
    }
}
