package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.encoders.FrozenEncoder;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A head on the maps of a frozen ResNet. The official code freezes the encoder's weights only: its batch normalisation goes on to normalise by the
 * batch and to follow the training films. That is kept where faithfulness is asked for; otherwise the encoder stays as it was trained.
 *
 * @param <S> what the head says of a film
 */
abstract class MapLearner<S> extends HeadLearner implements AutoCloseable {

    private static final String ENCODER = "encoder.";

    private final Layer head;
    private final FrozenEncoder encoder;
    private final ResNet network;
    private final Setup setup;

    /**
     * What a head is made for.
     *
     * @param encoder of its own: a faithful head changes it
     * @param training films to learn from
     * @param heldOut films to be measured on, may be none
     */
    record Setup(FrozenEncoder encoder, SquareFilms training, int[] subset, SquareFilms heldOut, How how) {}

    /**
     * How it is trained.
     *
     * @param faithful whether defects of the official code are kept
     */
    record How(boolean faithful, HeadNumbers numbers, long seed, Device device) {}

    MapLearner(Layer head, Setup setup) {
        super(
                head,
                setup.how().numbers().weightDecay(),
                setup.how().seed(),
                new Size(
                        setup.subset().length,
                        setup.heldOut().size(),
                        setup.how().numbers().batchOf(setup.subset().length)));
        this.head = head;
        this.encoder = setup.encoder();
        this.network = encoder.resNet();
        this.setup = setup;
        network.to(setup.how().device());
    }

    final Setup setup() {
        return setup;
    }

    final boolean faithful() {
        return setup.how().faithful();
    }

    /** Maps at strides 2, 4, 8, 16 and 32, without a graph. */
    final List<Tensor> maps(List<GrayImage> films) {
        try (NoGradient frozen = NoGradient.on()) {
            return network.maps(encoder.images(films).to(setup.how().device()));
        }
    }

    @Override
    public void train(boolean on) {
        super.train(on);
        network.train(on && faithful());
    }

    @Override
    Map<String, Tensor> surroundings() {
        if (!faithful()) {
            return Map.of();
        }
        Map<String, Tensor> statistics = new LinkedHashMap<>();
        network.buffers().forEach((name, tensor) -> statistics.put(ENCODER + name, tensor));
        return statistics;
    }

    /** What the head says of one film. */
    final S look(GrayImage film) {
        try (NoGradient inference = NoGradient.on();
                TensorScope scope = TensorScope.open()) {
            return found(maps(List.of(film)));
        }
    }

    /** What the head says of one film, from its maps. */
    abstract S found(List<Tensor> maps);

    /** What the head says of the films that are held out, one by one. */
    final List<S> lookAt(SquareFilms films) throws IOException {
        List<S> found = new ArrayList<>(films.size());
        for (int i = 0; i < films.size(); i++) {
            found.add(look(films.pixels(i)));
        }
        return found;
    }

    /** Frees the head; the encoder is whose who opened it. */
    @Override
    public void close() {
        head.close();
    }
}
