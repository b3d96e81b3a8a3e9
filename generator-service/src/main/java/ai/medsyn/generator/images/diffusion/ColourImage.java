package ai.medsyn.generator.images.diffusion;

import ai.medsyn.imaging.GrayImage;

/**
 * What the decoder gives.
 *
 * @param width pixels
 * @param height pixels
 * @param values 3 x height x width: red, green, blue, 0 to 1
 */
record ColourImage(int width, int height, float[] values) {

    /** Luma of ITU-R BT.601, from the 8-bit channels as every viewer computes it. */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    /** A gray level is constant if the image moves by less than this much around it. */
    private static final int LEAST_RANGE = 2;

    /** One channel, and how far the three were apart: chest radiographs are gray. */
    GrayImage gray() {
        int pixels = width * height;
        byte[] gray = new byte[pixels];
        for (int i = 0; i < pixels; i++) {
            double luma = 0;
            for (int c = 0; c < LUMA.length; c++) {
                luma += LUMA[c] * level(c * pixels + i);
            }
            gray[i] = (byte) Math.rint(luma);
        }
        return new GrayImage(width, height, gray);
    }

    /** Mean over pixels of max(|R-G|, |G-B|) in gray levels, as the curation measures it. */
    double channelSpread() {
        int pixels = width * height;
        double sum = 0;
        for (int i = 0; i < pixels; i++) {
            int green = level(pixels + i);
            sum += Math.max(Math.abs(level(i) - green), Math.abs(green - level(2 * pixels + i)));
        }
        return sum / pixels;
    }

    /** Why this is no image, or "" if it is one. */
    String defect() {
        int darkest = 255;
        int brightest = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return "the decoded image holds NaN or infinity";
            }
            darkest = Math.min(darkest, level(i));
            brightest = Math.max(brightest, level(i));
        }
        if (brightest < LEAST_RANGE) {
            return "the decoded image is black";
        }
        return brightest - darkest < LEAST_RANGE ? "the decoded image is constant at gray level " + darkest : "";
    }

    /** 0 to 255, rounded half to even as the reference does. */
    int level(int at) {
        return (int) Math.rint(values[at] * 255.0);
    }
}
