package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * Denoising diffusion implicit models (Song, Meng and Ermon 2021), equation 12 with eta = 0:
 *
 * <pre>x' = sqrt(abar') x0 + sqrt(1 - abar') eps</pre>
 */
final class Ddim implements Scheduler {

    private final double[] timesteps;
    private final NoiseSchedule schedule;
    private final Prediction prediction;
    private final int stride;
    private final double finalAbar;
    private final double clip;

    Ddim(SchedulerConfig config, int steps) {
        this.timesteps = Spacing.inclusive(config, steps, true);
        this.schedule = NoiseSchedule.of(config);
        this.prediction = config.prediction();
        this.stride = config.trainTimesteps() / steps;
        this.finalAbar = config.flag("set_alpha_to_one", true) ? 1 : schedule.at(0);
        this.clip = config.flag("clip_sample", true) ? config.number("clip_sample_range", 1) : Double.POSITIVE_INFINITY;
    }

    @Override
    public double[] timesteps() {
        return timesteps.clone();
    }

    @Override
    public double initialNoiseSigma() {
        return 1;
    }

    @Override
    public float[] step(int call, float[] x, float[] output, Noise noise) {
        int t = (int) timesteps[call];
        double abar = schedule.at(t);
        double before = t - stride >= 0 ? schedule.at(t - stride) : finalAbar;
        double alpha = Math.sqrt(abar);
        double sigma = Math.sqrt(1 - abar);
        float[] next = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double x0 = prediction.clean(x[i], output[i], alpha, sigma);
            double eps = prediction.noise(x[i], output[i], alpha, sigma);
            x0 = Math.min(Math.max(x0, -clip), clip);
            next[i] = (float) (Math.sqrt(before) * x0 + Math.sqrt(1 - before) * eps);
        }
        return next;
    }
}
