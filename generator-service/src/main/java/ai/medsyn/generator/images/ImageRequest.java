package ai.medsyn.generator.images;

/**
 * One image to draw.
 *
 * @param prompt the report's IMPRESSION (or FINDINGS where there is none)
 * @param seed decides all that the prompt leaves open
 * @param size width and height in pixels, 256 to 1024, a multiple of 8
 */
public record ImageRequest(String prompt, long seed, int size) {}
