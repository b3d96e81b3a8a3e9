package ai.medsyn.generator.images.diffusion.schedulers;

import java.util.Arrays;

/** Noise levels in the variance-exploding form, and the training times that belong to them (Karras et al. 2022). */
final class Sigmas {

    private static final double RHO = 7; // Karras et al. 2022, below equation 5

    private Sigmas() {}

    /** The levels at (possibly fractional) times, by linear interpolation. */
    static double[] at(double[] times, double[] table) {
        double[] sigmas = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            double time = Math.min(Math.max(times[i], 0), table.length - 1.0);
            int below = Math.min((int) time, Math.max(table.length - 2, 0));
            double above = table[Math.min(below + 1, table.length - 1)];
            sigmas[i] = table[below] + (time - below) * (above - table[below]);
        }
        return sigmas;
    }

    /** N levels from largest to smallest, equidistant in sigma^(1/rho) (equation 5). */
    static double[] karras(double smallest, double largest, int steps) {
        double low = StrictMath.pow(smallest, 1 / RHO);
        double high = StrictMath.pow(largest, 1 / RHO);
        double[] sigmas = new double[steps];
        for (int i = 0; i < steps; i++) {
            double ramp = steps == 1 ? 0 : i / (steps - 1.0);
            sigmas[i] = StrictMath.pow(high + ramp * (low - high), RHO);
        }
        return sigmas;
    }

    /** N + 1 levels from largest to smallest, equidistant in log sigma. */
    static double[] logLinear(double[] table, int steps) {
        double high = StrictMath.log(table[table.length - 1]);
        double low = StrictMath.log(table[0]);
        double[] sigmas = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            sigmas[i] = StrictMath.exp(high + i * (low - high) / steps);
        }
        return sigmas;
    }

    /** The times at which the table has these levels, by interpolation in log sigma. */
    static double[] times(double[] sigmas, double[] table) {
        return Arrays.stream(sigmas).map(sigma -> time(sigma, table)).toArray();
    }

    private static double time(double sigma, double[] table) {
        int below = 0;
        while (below < table.length - 2 && table[below + 1] <= sigma) {
            below++;
        }
        double low = StrictMath.log(table[below]);
        double high = StrictMath.log(table[below + 1]);
        double weight = (low - StrictMath.log(Math.max(sigma, 1e-10))) / (low - high);
        weight = Math.min(Math.max(weight, 0), 1);
        return (1 - weight) * below + weight * (below + 1);
    }

    /** The levels followed by the one at which sampling ends. */
    static double[] ending(double[] sigmas, double last) {
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        all[sigmas.length] = last;
        return all;
    }

    /** alpha of the variance-preserving form: 1 / sqrt(1 + sigma^2); its sigma is sigma times this. */
    static double alpha(double sigma) {
        return 1 / Math.sqrt(sigma * sigma + 1);
    }

    /** lambda = log(alpha / sigma), half the log signal-to-noise ratio; infinite at sigma 0. */
    static double lambda(double sigma) {
        return -StrictMath.log(sigma);
    }
}
