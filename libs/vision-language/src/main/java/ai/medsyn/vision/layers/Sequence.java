package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/** Layers of one kind, named 0, 1, 2, ... and run one after the other. */
public final class Sequence<L extends Layer> extends Layer {
    private final List<L> layers;

    public Sequence(List<L> layers) {
        this.layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            child(Integer.toString(i), layers.get(i));
        }
    }

    public List<L> layers() {
        return layers;
    }

    /** Feeds the input through all layers. */
    public Tensor forward(Tensor input, BiFunction<L, Tensor, Tensor> step) {
        Tensor output = input;
        for (L layer : layers) {
            output = step.apply(layer, output);
        }
        return output;
    }
}
