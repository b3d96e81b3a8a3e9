package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * DPM-Solver++ multistep of order 1 to 3 (Lu et al. 2022, algorithm 2 and appendix A): integrates the clean prediction m over lambda = log(alpha /
 * sigma) with finite differences of earlier predictions. h = lambda' - lambda.
 */
final class DpmSolver implements Scheduler {

    private static final int FEW_STEPS = 15;

    private final SolverPath path;
    private final int order;
    private final boolean heun;
    private final boolean lowerOrderFinal;
    private final boolean firstOrderFinal;
    private final float[][] history; // clean predictions, latest first

    DpmSolver(SchedulerConfig config, int steps) {
        this.path = SolverPath.of(config, steps);
        this.order = config.solverOrder();
        this.heun = config.text("solver_type", "midpoint").equals("heun");
        this.lowerOrderFinal = config.flag("lower_order_final", true) && path.calls() < FEW_STEPS;
        this.firstOrderFinal = lowerOrderFinal || config.flag("euler_at_final", false) || path.endsWithoutNoise();
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
        System.arraycopy(history, 0, history, 1, order - 1);
        history[0] = path.clean(call, x, output);
        return switch (orderAt(call)) {
            case 1 -> combine(call, x, 0, 0);
            case 2 -> second(call, x);
            default -> third(call, x);
        };
    }

    private int orderAt(int call) {
        int left = path.calls() - call;
        if (left == 1 && firstOrderFinal) {
            return 1;
        }
        int most = left == 2 && lowerOrderFinal ? 2 : order;
        return Math.min(most, call + 1);
    }

    /** D1 = (m0 - m1) / r0; x' = sigma'/sigma x - alpha' (e^-h - 1) (m0 + D1 / 2), or with Heun's weight of D1. */
    private float[] second(int call, float[] x) {
        double h = path.step(call);
        double r0 = path.step(call - 1) / h;
        double phi = StrictMath.expm1(-h);
        double weight = heun ? path.alpha(call + 1) * (phi / h + 1) : -0.5 * path.alpha(call + 1) * phi;
        return combine(call, x, weight / r0, 0);
    }

    /** With D1 extrapolated from two differences and D2 their slope. */
    private float[] third(int call, float[] x) {
        double h = path.step(call);
        double r0 = path.step(call - 1) / h;
        double r1 = path.step(call - 2) / h;
        double phi = StrictMath.expm1(-h);
        double d1 = path.alpha(call + 1) * (phi / h + 1);
        double d2 = -path.alpha(call + 1) * ((phi + h) / (h * h) - 0.5);
        // D1 = a + r0/(r0+r1) (a - b), D2 = (a - b)/(r0+r1) with a = (m0-m1)/r0, b = (m1-m2)/r1
        double slope = (d1 * r0 + d2) / (r0 + r1);
        return combine(call, x, (d1 + slope) / r0, -slope / r1);
    }

    /** sigma'/sigma x - alpha' (e^-h - 1) m0 + a (m0 - m1) + b (m1 - m2). */
    private float[] combine(int call, float[] x, double a, double b) {
        double keep = path.sigma(call + 1) / path.sigma(call);
        double clean = -path.alpha(call + 1) * StrictMath.expm1(-path.step(call));
        float[] m0 = history[0];
        float[] m1 = a == 0 ? m0 : history[1];
        float[] m2 = b == 0 ? m1 : history[2];
        float[] next = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = (float) (keep * x[i] + clean * m0[i] + a * (m0[i] - m1[i]) + b * (m1[i] - m2[i]));
        }
        return next;
    }
}
