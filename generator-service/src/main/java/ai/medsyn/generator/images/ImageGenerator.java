package ai.medsyn.generator.images;

import java.util.List;
import java.util.function.Consumer;

/**
 * Draws radiographs from text. The text is all that conditions an image; the seed decides everything that the text leaves open.
 *
 * <p>An image depends on its own request only: not on its place in a batch, the batch size or the number of threads.
 */
public interface ImageGenerator {

    /** The id under which the model registry knows this generator, for example {@code phantom-6}. */
    String modelId();

    /** How many requests it likes to get at once. */
    int preferredBatch();

    /** One image per request, in the same order; one that cannot be drawn says so ({@link GeneratedImage#unusable()}). */
    List<GeneratedImage> generate(List<ImageRequest> requests);

    /**
     * The same, telling people what is being done.
     *
     * @param doing called by this thread, about once a second where the images take longer
     */
    default List<GeneratedImage> generate(List<ImageRequest> requests, Consumer<String> doing) {
        return generate(requests);
    }
}
