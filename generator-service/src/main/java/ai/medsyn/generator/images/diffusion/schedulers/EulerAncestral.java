package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * Euler's method that goes below the next noise level and comes back up with fresh noise (k-diffusion's ancestral sampling):
 *
 * <pre>
 * up = sqrt(sigma'^2 (sigma^2 - sigma'^2) / sigma^2);  down = sqrt(sigma'^2 - up^2)
 * x' = x + (down - sigma) dx/dsigma + up z
 * </pre>
 */
final class EulerAncestral implements Scheduler {

    private final EulerPath path;

    EulerAncestral(SchedulerConfig config, int steps) {
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
        double sigma = path.sigmas()[call];
        double next = path.sigmas()[call + 1];
        double up = Math.sqrt(next * next * (sigma * sigma - next * next) / (sigma * sigma));
        double down = Math.sqrt(Math.max(next * next - up * up, 0));
        float[] z = noise.at(call);
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) (x[i] + (down - sigma) * path.derivative(call, x[i], output[i]) + up * z[i]);
        }
        return result;
    }
}
