package ai.medsyn.generator.images;

import ai.medsyn.platform.lineage.CorpusSpec;
import org.jspecify.annotations.Nullable;

/**
 * One image to draw.
 *
 * @param prompt the report's IMPRESSION (or FINDINGS where there is none)
 * @param seed decides all that the prompt leaves open
 * @param size width and height in pixels, 256 to 1024, a multiple of 8
 * @param ordinal of the candidate: picks its row of initial latents that come from a file; nothing else depends on it
 * @param diffusion how a diffusion model draws; null for generators that have no such choice
 */
public record ImageRequest(String prompt, long seed, int size, int ordinal, CorpusSpec.@Nullable Diffusion diffusion) {

    public ImageRequest(String prompt, long seed, int size) {
        this(prompt, seed, size, 0, null);
    }
}
