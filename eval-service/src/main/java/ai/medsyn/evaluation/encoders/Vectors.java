package ai.medsyn.evaluation.encoders;

/** Arithmetic of embeddings, in double. */
public final class Vectors {

    private Vectors() {}

    /**
     * The vector at unit length.
     *
     * @throws UnusableEmbedding if it is zero or not a number: no direction can be compared
     */
    public static double[] unit(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            wide[i] = vector[i];
        }
        return unit(wide);
    }

    /** As {@link #unit(float[])}. */
    public static double[] unit(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        if (!(length > 0) || !Double.isFinite(length)) {
            throw new UnusableEmbedding("expected an embedding with a direction, found one of length " + length
                    + " and " + vector.length + " dimensions; look at the model's weights and precision");
        }
        double[] unit = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }

    /** Sum of products. */
    public static double dot(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new UnusableEmbedding("expected embeddings of one space, found " + a.length + " and " + b.length
                    + " dimensions; the image and text encoders do not belong together");
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** An embedding that cannot be compared. */
    public static final class UnusableEmbedding extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnusableEmbedding(String message) {
            super(message);
        }
    }
}
