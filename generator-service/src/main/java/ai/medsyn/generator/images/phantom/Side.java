package ai.medsyn.generator.images.phantom;

/** The patient's side. Left is the right of the image, as on every film. */
enum Side {
    RIGHT(-1),
    LEFT(1),
    MIDLINE(0);

    /** Sign of x on this side. */
    final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
