package ai.medsyn.evaluation.encoders;

/**
 * An image encoder that needs no texts beside it.
 *
 * @param resources what to close when it is done with
 */
public record OpenImages(ImageEmbedder images, Runnable resources) implements AutoCloseable {

    @Override
    public void close() {
        resources.run();
    }
}
