package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * Which N of the T training steps are visited (Lin et al. 2024, table 2), descending. Rounding is half to even, as NumPy's. The samplers differ in
 * two details of the reference implementation, hence two families.
 */
final class Spacing {

    private Spacing() {}

    /** DDIM, PNDM and Euler: N points over 0 … T-1, or multiples of T / N. */
    static double[] inclusive(SchedulerConfig config, int steps, boolean rounded) {
        int train = config.trainTimesteps();
        return switch (config.spacing()) {
            case "linspace" -> linspace(train - 1.0, steps, rounded);
            case "trailing" -> trailing(train, train, steps);
            default -> leading(train / steps, steps, config.stepsOffset());
        };
    }

    /** DPM-Solver and UniPC: one point more, and the last one left out. */
    static double[] open(SchedulerConfig config, int steps, int last) {
        return switch (config.spacing()) {
            case "leading" -> {
                int ratio = last / (steps + 1);
                yield leading(ratio, steps, config.stepsOffset() + ratio);
            }
            case "trailing" -> trailing(last, config.trainTimesteps(), steps);
            default -> {
                double[] times = new double[steps];
                for (int i = 0; i < steps; i++) {
                    times[i] = Math.rint((steps - i) * ((last - 1.0) / steps));
                }
                yield times;
            }
        };
    }

    private static double[] linspace(double last, int steps, boolean rounded) {
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++) {
            // float32 in the reference, and the U-Net sees float32
            double time = steps == 1 ? 0 : (float) ((steps - 1 - i) * (last / (steps - 1)));
            times[i] = rounded ? Math.rint(time) : time;
        }
        return times;
    }

    private static double[] leading(int ratio, int steps, int offset) {
        double[] times = new double[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = (double) (steps - 1 - i) * ratio + offset;
        }
        return times;
    }

    private static double[] trailing(int from, int train, int steps) {
        double ratio = (double) train / steps;
        int length = (int) Math.ceil(from / ratio);
        double[] times = new double[length];
        for (int i = 0; i < length; i++) {
            times[i] = Math.rint(from - i * ratio) - 1;
        }
        return times;
    }
}
