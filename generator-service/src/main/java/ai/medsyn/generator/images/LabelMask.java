package ai.medsyn.generator.images;

import java.util.List;

/**
 * Overlapping regions of one image: bit i of a pixel is set where structure {@code names.get(i)} lies.
 *
 * @param width pixels per row
 * @param height rows
 * @param names at most 16 structures; organs first, then lesions (for example {@code lesion:pleural effusion:left})
 * @param bits width x height, row-major, 16 bits used
 */
public record LabelMask(int width, int height, List<String> names, short[] bits) {}
