package ai.medsyn.generator.images.diffusion;

/**
 * Classifier-free guidance (Ho and Salimans 2022), and its rescaling (Lin et al. 2024, section 3.4).
 *
 * @param scale w; 1 or less means none, as in the reference: the unconditional half of the U-Net's batch is then not computed
 * @param rescale phi, 0 to 1; how far the guided prediction is brought back to the conditional one's standard deviation
 */
record Guidance(double scale, double rescale) {

    boolean active() {
        return scale > 1;
    }

    /** Predictions in a batch per sample. */
    int rows() {
        return active() ? 2 : 1;
    }

    /** e = eu + w (ec - eu), then phi e std(ec) / std(e) + (1 - phi) e. */
    float[] combine(float[] unconditional, float[] conditional) {
        float[] guided = new float[conditional.length];
        for (int i = 0; i < guided.length; i++) {
            guided[i] = (float) (unconditional[i] + scale * ((double) conditional[i] - unconditional[i]));
        }
        if (rescale > 0) {
            double factor = rescale * deviation(conditional) / deviation(guided) + 1 - rescale;
            for (int i = 0; i < guided.length; i++) {
                guided[i] *= (float) factor;
            }
        }
        return guided;
    }

    private static double deviation(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
