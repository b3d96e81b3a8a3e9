package ai.medsyn.generator.images;

import ai.medsyn.imaging.Gray16Image;
import java.util.List;

/**
 * Overlapping regions of one image: bit i of a pixel is set where structure {@code names.get(i)} lies.
 *
 * @param width pixels per row
 * @param height rows
 * @param names at most 32 structures; organs first, then lesions (for example {@code lesion:pleural effusion:left})
 * @param bits width x height, row-major
 */
public record LabelMask(int width, int height, List<String> names, int[] bits) {

    private static final int PLANE = 16;

    /**
     * As planes of 16 structures each, one below the other: structure i is bit {@code i % 16} of plane {@code i / 16}. Up to 16 structures
     * give one plane, an image of this mask's own height.
     */
    public Gray16Image planes() {
        int planes = Math.max(1, (names.size() + PLANE - 1) / PLANE);
        short[] pixels = new short[planes * bits.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (bits[i % bits.length] >>> PLANE * (i / bits.length));
        }
        return new Gray16Image(width, planes * height, pixels);
    }
}
