package ai.medsyn.generator.images.diffusion.schedulers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unified predictor-corrector (Zhao et al. 2023) in its data-prediction form. The predictor UniP-p (algorithm 6) steps with p earlier clean
 * predictions; when the U-Net has spoken at the new point, the corrector UniC-p (algorithm 5) repeats the step with that prediction too.
 *
 * <pre>x' = sigma'/sigma x - alpha' (e^-h - 1) m0 - alpha' B(h) sum_k rho_k (m_k - m0) / r_k,   R rho = b (equation 9)</pre>
 */
final class UniPc implements Scheduler {

    private final SolverPath path;
    private final int order;
    private final boolean bh1;
    private final boolean lowerOrderFinal;
    private final double[] uncorrected;
    private final float[][] history; // clean predictions, latest first
    private float @Nullable [] previous;
    private int previousOrder;

    UniPc(SchedulerConfig config, int steps) {
        if (!config.flag("predict_x0", true)) {
            throw new InvalidSchedulerException(List.of("predict_x0: true was expected, found false"));
        }
        this.path = SolverPath.of(config, steps);
        this.order = config.solverOrder();
        this.bh1 = config.text("solver_type", "bh2").equals("bh1");
        this.lowerOrderFinal = config.flag("lower_order_final", true);
        this.uncorrected = config.numbers("disable_corrector");
        this.history = new float[order][];
    }

    @Override
    public double[] timesteps() {
        return path.timesteps();
    }

    @Override
    public double initialNoiseSigma() {
        return 1;
    }

    @Override
    public float[] step(int call, float[] x, float[] output, Noise noise) {
        float[] clean = path.clean(call, x, output);
        float[] from = x;
        if (previous != null && Arrays.stream(uncorrected).noneMatch(step -> step == call - 1)) {
            from = update(call - 1, previous, previousOrder, clean);
        }
        System.arraycopy(history, 0, history, 1, order - 1);
        history[0] = clean;
        previous = from;
        previousOrder = orderAt(call);
        return update(call, from, previousOrder, null);
    }

    private int orderAt(int call) {
        int left = path.calls() - call;
        // A step to no noise is infinitely long in lambda: only the first order has a limit there.
        int most = left == 1 && path.endsWithoutNoise() ? 1 : lowerOrderFinal ? Math.min(order, left) : order;
        return Math.min(most, call + 1);
    }

    /** The step from a call to the next; with the prediction at its end it is the corrector. */
    private float[] update(int call, float[] x, int p, float @Nullable [] end) {
        double h = path.step(call);
        double[] r = new double[p];
        for (int k = 1; k < p; k++) {
            r[k - 1] = (path.lambda(call - k) - path.lambda(call)) / h;
        }
        r[p - 1] = 1;
        double[] rho = end == null ? predictorWeights(r, h) : correctorWeights(r, h);
        double scale = -path.alpha(call + 1) * base(h);
        double keep = path.sigma(call + 1) / path.sigma(call);
        double clean = -path.alpha(call + 1) * StrictMath.expm1(-h);
        float[] m0 = history[0];
        float[] next = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double residual = end == null ? 0 : rho[p - 1] * (end[i] - m0[i]);
            for (int k = 1; k < p; k++) {
                residual += rho[k - 1] * (history[k][i] - m0[i]) / r[k - 1];
            }
            next[i] = (float) (keep * x[i] + clean * m0[i] + scale * residual);
        }
        return next;
    }

    /** B(h): h for B1, e^h - 1 for B2; h is negative in the data-prediction form. */
    private double base(double h) {
        return bh1 ? -h : StrictMath.expm1(-h);
    }

    /** For p = 2 the system is degenerate and 1/2 is exact enough (section 3.3). */
    private double[] predictorWeights(double[] r, double h) {
        int unknowns = r.length - 1;
        return unknowns == 1 ? new double[] {0.5} : solve(r, rightSide(h, unknowns), unknowns);
    }

    private double[] correctorWeights(double[] r, double h) {
        return r.length == 1 ? new double[] {0.5} : solve(r, rightSide(h, r.length), r.length);
    }

    /** b_n = n! phi_{n+1}(-h) / B(h). */
    private double[] rightSide(double h, int rows) {
        double hh = -h;
        double[] b = new double[rows];
        double phi = StrictMath.expm1(hh) / hh - 1;
        double factorial = 1;
        for (int n = 1; n <= rows; n++) {
            b[n - 1] = phi * factorial / base(h);
            factorial *= n + 1;
            phi = phi / hh - 1 / factorial;
        }
        return b;
    }

    /** Solves the Vandermonde system sum_k r_k^n rho_k = b_n, n = 0 … unknowns-1, by elimination; at most 3 unknowns. */
    private static double[] solve(double[] r, double[] b, int unknowns) {
        double[][] rows = new double[unknowns][unknowns + 1];
        for (int n = 0; n < unknowns; n++) {
            for (int k = 0; k < unknowns; k++) {
                rows[n][k] = StrictMath.pow(r[k], n);
            }
            rows[n][unknowns] = b[n];
        }
        for (int pivot = 0; pivot < unknowns; pivot++) {
            for (int n = 0; n < unknowns; n++) {
                double factor = n == pivot ? 0 : rows[n][pivot] / rows[pivot][pivot];
                for (int k = pivot; k <= unknowns; k++) {
                    rows[n][k] -= factor * rows[pivot][k];
                }
            }
        }
        double[] rho = new double[unknowns];
        for (int n = 0; n < unknowns; n++) {
            rho[n] = rows[n][unknowns] / rows[n][n];
        }
        return rho;
    }
}
