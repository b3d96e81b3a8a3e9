package ai.medsyn.generator.images;

import ai.medsyn.imaging.GrayImage;
import java.util.List;
import java.util.Map;
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
        GrayImage pixels, @Nullable LabelMask mask, List<String> unrendered, Map<String, Object> settings) {}
