package ai.medsyn.evaluation.encoders;

/**
 * Films and sentences in one space.
 *
 * @param images of films
 * @param texts of sentences, as many dimensions as films have
 * @param resources what to close when the pair is done with
 */
public record EncoderPair(ImageEmbedder images, TextEmbedder texts, Runnable resources) implements AutoCloseable {

    @Override
    public void close() {
        resources.run();
    }
}
