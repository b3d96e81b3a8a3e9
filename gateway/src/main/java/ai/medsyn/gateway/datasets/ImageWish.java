package ai.medsyn.gateway.datasets;

import org.jspecify.annotations.Nullable;

/**
 * How a team wants its images drawn, with gaps. All but generator and size are for diffusion models.
 *
 * @param generator model id
 * @param size width and height in pixels; null for what the model was made for
 * @param steps of the scheduler
 * @param guidanceScale towards the prompt; 1 or less for none
 * @param guidanceRescale back towards the unguided prediction's spread, 0 to 1
 * @param scheduler one of those that the model's {@code resolved.schedulers} names
 * @param negativePrompt what images are to be unlike
 * @param latents {@code root/path} of a safetensors file with initial latents
 */
public record ImageWish(
        String generator,
        @Nullable Integer size,
        @Nullable Integer steps,
        @Nullable Double guidanceScale,
        @Nullable Double guidanceRescale,
        @Nullable String scheduler,
        @Nullable String negativePrompt,
        @Nullable String latents) {}
