package ai.medsyn.evaluation.encoders;

import org.jspecify.annotations.Nullable;

/**
 * Films and sentences in one space.
 *
 * @param images of films
 * @param texts of sentences, as many dimensions as films have
 * @param local of the cells of films and the words of phrases; null where the model gives none
 * @param resources what to close when the pair is done with
 */
public record EncoderPair(
        ImageEmbedder images, TextEmbedder texts, @Nullable LocalEncoder local, Runnable resources)
        implements AutoCloseable {

    @Override
    public void close() {
        resources.run();
    }
}
