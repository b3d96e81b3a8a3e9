package ai.medsyn.generator.images.phantom;

import ai.medsyn.imaging.GrayImage;

/**
 * How well a lesion stands out from what surrounds it on the finished film: its contrast to noise ratio. The surroundings are the pixels
 * outside the lesion in its bounding box, widened on each side by a quarter of its length, that lie in a lung or the heart if the lesion
 * does; the noise is their standard deviation, anatomy included, since a reader has to see the lesion through it.
 *
 * @param contrast mean gray level of the lesion minus that of its surroundings
 * @param noise standard deviation of the surroundings, gray levels
 */
record Visibility(double contrast, double noise) {

    /** |contrast| / noise; 0 where there are no surroundings to compare with. */
    double ratio() {
        return noise > 0 ? Math.abs(contrast) / noise : 0;
    }

    /**
     * @param box left, top, width, height of the lesion
     */
    static Visibility of(GrayImage film, Masks masks, int bit, int[] box) {
        int marginX = Math.max(3, box[2] / 4);
        int marginY = Math.max(3, box[3] / 4);
        int size = film.width();
        double inside = 0;
        int insideCount = 0;
        int inOrgans = 0;
        for (int y = box[1]; y < box[1] + box[3]; y++) {
            for (int x = box[0]; x < box[0] + box[2]; x++) {
                int i = y * size + x;
                if (masks.has(bit, i)) {
                    inside += film.pixels()[i] & 0xFF;
                    insideCount++;
                    inOrgans += masks.inChest(i) ? 1 : 0;
                }
            }
        }
        boolean inChest = 2 * inOrgans > insideCount;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = Math.max(0, box[1] - marginY); y < Math.min(size, box[1] + box[3] + marginY); y++) {
            for (int x = Math.max(0, box[0] - marginX); x < Math.min(size, box[0] + box[2] + marginX); x++) {
                int i = y * size + x;
                if (!masks.has(bit, i) && (!inChest || masks.inChest(i))) {
                    int value = film.pixels()[i] & 0xFF;
                    sum += value;
                    squares += value * value;
                    count++;
                }
            }
        }
        if (count < 2) {
            return new Visibility(0, 0);
        }
        double mean = sum / count;
        double noise = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return new Visibility(inside / insideCount - mean, noise);
    }
}
