package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** Where in a lung a named zone lies. */
final class Zones {

    private Zones() {}

    /** Height of a lesion in the zone, 0 apex to 1 dome; the seed decides what the text leaves open. */
    static double height(Zone zone, Dice dice) {
        double u = dice.uniform(0, 1);
        double anywhere = dice.uniform(0, 1);
        return switch (zone) {
            case APICAL -> Shape.mix(0.08, 0.16, u);
            case UPPER -> Shape.mix(0.17, 0.33, u);
            case MIDDLE, PERIHILAR -> Shape.mix(0.42, 0.58, u);
            case LOWER, RETROCARDIAC -> Shape.mix(0.72, 0.9, u);
            case BASILAR -> Shape.mix(0.82, 0.98, u);
            case PERIPHERAL, DIFFUSE -> Shape.mix(0.3, 0.8, u);
            case UNSPECIFIED ->
                anywhere < 0.2
                        ? Shape.mix(0.17, 0.33, u)
                        : anywhere < 0.45 ? Shape.mix(0.42, 0.58, u) : Shape.mix(0.66, 0.9, u);
        };
    }

    /**
     * How much of a disease of the whole lung lies at a height when the text names a zone for it; 1 everywhere if it names none.
     *
     * @param t 0 apex to 1 dome
     */
    static float share(Zone zone, float t) {
        return switch (zone) {
            case APICAL, UPPER -> Shape.step(0.65f, 0.3f, t);
            case MIDDLE, PERIHILAR -> Shape.bell((t - 0.5f) / 0.15f);
            case LOWER, BASILAR, RETROCARDIAC -> Shape.step(0.45f, 0.75f, t);
            case PERIPHERAL, DIFFUSE, UNSPECIFIED -> 1;
        };
    }

    /** Place between the medial (0) and lateral (1) end of what shows at that height. */
    static double across(Zone zone, Dice dice) {
        double u = dice.uniform(0, 1);
        return switch (zone) {
            case PERIHILAR -> 0.05 + 0.25 * u;
            case RETROCARDIAC -> 0.05 * u;
            case PERIPHERAL -> 0.8 + 0.15 * u;
            default -> 0.25 + 0.5 * u;
        };
    }
}
