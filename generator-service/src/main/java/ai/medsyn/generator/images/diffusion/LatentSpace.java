package ai.medsyn.generator.images.diffusion;

import tools.jackson.databind.JsonNode;

/**
 * What lies between the text and the pixels: latents of {@code channels} x {@code height / scale} x {@code width / scale}, divided by the {@code scaling}
 * that the autoencoder was trained with.
 *
 * @param channels 4 for Stable Diffusion
 * @param scale pixels per latent, 8 for Stable Diffusion
 * @param scaling 0.18215 for Stable Diffusion
 * @param shift added after division by scaling, 0 for Stable Diffusion
 * @param nativeSize width and height in pixels that the U-Net was trained on
 * @param multipleOf width and height must be multiples of this: an exported U-Net halves its input at every level but the last and has no way to
 *     pad what does not divide
 */
record LatentSpace(int channels, int scale, double scaling, double shift, int nativeSize, int multipleOf) {

    private static final int SD_CHANNELS = 4;
    private static final int SD_SCALE = 8;
    private static final double SD_SCALING = 0.18215;
    private static final int SD_SAMPLE = 64;
    private static final int SD_LEVELS = 4;

    /** Reads the configurations of U-Net and decoder; Stable Diffusion's values where the older layout has none. */
    static LatentSpace of(JsonNode unet, JsonNode vae) {
        JsonNode blocks = vae.path("block_out_channels");
        int scale = blocks.isArray() && !blocks.isEmpty() ? 1 << (blocks.size() - 1) : SD_SCALE;
        JsonNode levels = unet.path("down_block_types");
        return new LatentSpace(
                unet.path("in_channels").asInt(SD_CHANNELS),
                scale,
                vae.path("scaling_factor").asDouble(SD_SCALING),
                vae.path("shift_factor").asDouble(0),
                unet.path("sample_size").asInt(SD_SAMPLE) * scale,
                scale << (levels.isArray() && !levels.isEmpty() ? levels.size() : SD_LEVELS) - 1);
    }

    /** Latents of an image. */
    int count(int width, int height) {
        return channels * (width / scale) * (height / scale);
    }
}
