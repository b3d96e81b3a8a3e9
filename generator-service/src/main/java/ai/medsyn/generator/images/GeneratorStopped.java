package ai.medsyn.generator.images;

/** A generator that ends because its process does. What it was asked for is no failure: others will draw it. */
public final class GeneratorStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GeneratorStopped(String what) {
        super(what + " ends with its process");
    }
}
