package ai.medsyn.generator.images.diffusion.schedulers;

/** Euler's method for the probability flow (Karras et al. 2022, algorithm 2 without churn): x' = x + (sigma' - sigma) dx/dsigma. */
final class Euler implements Scheduler {

    private final EulerPath path;

    Euler(SchedulerConfig config, int steps) {
        this.path = EulerPath.of(config, steps);
    }

    @Override
    public double[] timesteps() {
        return path.timesteps();
    }

    @Override
    public double initialNoiseSigma() {
        return path.initial();
    }

    @Override
    public double inputScale(int call) {
        return path.inputScale(call);
    }

    @Override
    public float[] step(int call, float[] x, float[] output, Noise noise) {
        double dSigma = path.sigmas()[call + 1] - path.sigmas()[call];
        float[] next = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = (float) (x[i] + dSigma * path.derivative(call, x[i], output[i]));
        }
        return next;
    }
}
