package ai.medsyn.generator.images.phantom;

import java.util.Set;

/**
 * Whose equipment takes the film. A department has its own place within the ranges that its equipment varies in: tube voltage, distance and
 * collimation, scatter, blur and noise of the detector, window and tone of the console. Patients, their findings and how they are positioned are
 * the same everywhere, so two departments differ as two hospitals' scanners do and in nothing else.
 */
public enum Department {
    /** Anywhere: the whole of every range. */
    ANY("", 0, 1),
    /** The lower part of every range. */
    HOSPITAL_A("-hospital-a", 0, 0.35),
    /** The upper part of every range, apart from the lower one. */
    HOSPITAL_B("-hospital-b", 0.65, 1);

    /** What equipment decides. */
    private static final Set<String> EQUIPMENT = Set.of("acquisition", "scatter", "detector", "display");

    private final String suffix;
    private final double from;
    private final double to;

    Department(String suffix, double from, double to) {
        this.suffix = suffix;
        this.from = from;
        this.to = to;
    }

    /** The id of a generator with this equipment. */
    public String modelId(String general) {
        return general + suffix;
    }

    /** The choices of an aspect, within what this department has. */
    Dice dice(long seed, String aspect) {
        Dice dice = Dice.of(seed, aspect);
        return this == ANY || !EQUIPMENT.contains(aspect) ? dice : dice.within(from, to);
    }
}
