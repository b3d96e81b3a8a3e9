package ai.medsyn.generator.images;

import ai.medsyn.imaging.GrayImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drawn radiograph with its ground truth.
 *
 * @param pixels 8-bit grayscale, bone bright
 * @param mask organs and lesions as bits of one label image, or null if the generator knows none
 * @param unrendered entities of the prompt that the generator cannot draw, by name
 * @param settings what else lineage should keep (generator version, scheduler, steps, visible lesions …); JSON scalars, lists or maps
 */
public record GeneratedImage(
        GrayImage pixels, @Nullable LabelMask mask, List<String> unrendered, Map<String, Object> settings) {

    /** The setting that says why there is no usable image. Curation rejects what has it. */
    public static final String UNUSABLE = "unusable";

    /**
     * What stands for an image that could not be drawn: a black one, so that every candidate has a file.
     *
     * @param size width and height, pixels
     * @param reason why there is no image
     * @param settings what else lineage should keep
     */
    public static GeneratedImage unusable(int size, String reason, Map<String, Object> settings) {
        Map<String, Object> kept = new LinkedHashMap<>(settings);
        kept.put(UNUSABLE, reason);
        return new GeneratedImage(new GrayImage(size, size, new byte[size * size]), null, List.of(), kept);
    }

    /** Why there is no usable image; nothing if there is one. */
    public Optional<String> unusable() {
        return Optional.ofNullable(settings.get(UNUSABLE)).map(String::valueOf);
    }
}
