package ai.medsyn.platform.lineage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that decides the candidates of a corpus, beside its seed. Texts are either sampled and written, or come from a report set.
 *
 * @param sampled how texts are made; null if they are real
 * @param reportSet the real reports to draw images for; null if texts are sampled
 * @param images how images are made
 */
public record CorpusSpec(
        @Nullable SampledReports sampled, @Nullable UUID reportSet, ImageSpec images) {

    public CorpusSpec {
        if ((sampled == null) == (reportSet == null)) {
            throw new IllegalArgumentException("a corpus has either sampled reports or a report set, and not both");
        }
    }

    /**
     * @param writer model id of the report writer
     * @param sampling how many entities and how often
     * @param bank the entity bank to draw from; null for the built-in lexicon
     */
    public record SampledReports(
            String writer, SamplingSpec sampling, @Nullable UUID bank) {}

    /**
     * @param generator model id of the image generator
     * @param size width and height in pixels
     * @param diffusion how a diffusion model draws; null for generators that have no such choice
     */
    public record ImageSpec(
            String generator, int size, @Nullable Diffusion diffusion) {

        public ImageSpec(String generator, int size) {
            this(generator, size, null);
        }
    }

    /**
     * How a diffusion model draws.
     *
     * @param steps of the scheduler
     * @param guidanceScale 1 or less for none
     * @param guidanceRescale 0 for none, to 1
     * @param scheduler as the model's service names it
     * @param negativePrompt what images are to be unlike; may be empty
     * @param latents {@code root/path} of a safetensors file with initial latents; null to draw them from each sample's seed
     */
    public record Diffusion(
            int steps,
            double guidanceScale,
            double guidanceRescale,
            String scheduler,
            String negativePrompt,
            @Nullable String latents) {}
}
