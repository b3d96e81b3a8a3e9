package ai.medsyn.generator.images.diffusion.schedulers;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Pseudo linear multistep (Liu et al. 2022, PNDM without Runge-Kutta warm-up): the noise is extrapolated from up to four calls with the
 * Adams-Bashforth coefficients of equation 12, then moved by the transfer of equation 11. The first step is taken twice, the second time with the
 * mean of the noise at both ends, so N steps are N + 1 calls.
 */
final class Plms implements Scheduler {

    private final double[] timesteps;
    private final NoiseSchedule schedule;
    private final Prediction prediction;
    private final int stride;
    private final double finalAbar;
    /** The U-Net's outputs, latest first. */
    private final Deque<float[]> history = new ArrayDeque<>();

    private float @Nullable [] start;

    Plms(SchedulerConfig config, int steps) {
        this.timesteps = secondTwice(Spacing.inclusive(config, steps, true));
        this.schedule = NoiseSchedule.of(config);
        this.prediction = config.prediction();
        this.stride = config.trainTimesteps() / steps;
        this.finalAbar = config.flag("set_alpha_to_one", false) ? 1 : schedule.at(0);
    }

    private static double[] secondTwice(double[] times) {
        if (times.length < 2) {
            return times;
        }
        double[] all = new double[times.length + 1];
        System.arraycopy(times, 0, all, 0, 2);
        System.arraycopy(times, 1, all, 2, times.length - 1);
        return all;
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
        if (call == 1 && start != null) {
            // The first step again, from its start: t is already its end.
            float[] first = start;
            start = null;
            return transfer(first, mean(output, history.getFirst()), t + stride, t);
        }
        if (call == 0) {
            start = x.clone();
        }
        history.addFirst(output.clone());
        if (history.size() > 4) {
            history.removeLast();
        }
        return transfer(x, extrapolated(), t, t - stride);
    }

    private static float[] mean(float[] a, float[] b) {
        float[] mean = new float[a.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (a[i] + b[i]) / 2;
        }
        return mean;
    }

    /** Adams-Bashforth of order 1 to 4. */
    private float[] extrapolated() {
        float[][] e = history.toArray(float[][]::new);
        double[] weights = switch (e.length) {
            case 1 -> new double[] {1};
            case 2 -> new double[] {3 / 2., -1 / 2.};
            case 3 -> new double[] {23 / 12., -16 / 12., 5 / 12.};
            default -> new double[] {55 / 24., -59 / 24., 37 / 24., -9 / 24.};
        };
        float[] sum = new float[e[0].length];
        for (int i = 0; i < sum.length; i++) {
            double value = 0;
            for (int k = 0; k < weights.length; k++) {
                value += weights[k] * e[k][i];
            }
            sum[i] = (float) value;
        }
        return sum;
    }

    /** x' = sqrt(abar'/abar) x - (abar' - abar) eps / (abar sqrt(1 - abar') + sqrt(abar (1 - abar) abar')). */
    private float[] transfer(float[] x, float[] output, int from, int to) {
        double abar = schedule.at(Math.min(from, schedule.length() - 1));
        double before = to >= 0 ? schedule.at(to) : finalAbar;
        double alpha = Math.sqrt(abar);
        double sigma = Math.sqrt(1 - abar);
        double keep = Math.sqrt(before / abar);
        double remove = (before - abar) / (abar * Math.sqrt(1 - before) + Math.sqrt(abar * (1 - abar) * before));
        float[] next = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = (float) (keep * x[i] - remove * prediction.noise(x[i], output[i], alpha, sigma));
        }
        return next;
    }
}
