package ai.medsyn.generator.images.diffusion.schedulers;

/** Makes schedulers. */
public final class Schedulers {

    private Schedulers() {}

    /**
     * A scheduler for one sample.
     *
     * @param steps 1 to the number of training steps
     */
    public static Scheduler create(SchedulerConfig config, int steps) {
        if (steps < 1 || steps > config.trainTimesteps()) {
            throw new IllegalArgumentException(
                    "1 to " + config.trainTimesteps() + " steps were expected, found " + steps);
        }
        return switch (config.kind()) {
            case DDIM -> new Ddim(config, steps);
            case PNDM -> new Plms(config, steps);
            case DPMPP_2M -> new DpmSolver(config, steps);
            case EULER -> new Euler(config, steps);
            case EULER_ANCESTRAL -> new EulerAncestral(config, steps);
            case UNIPC -> new UniPc(config, steps);
        };
    }
}
