package ai.medsyn.vision.layers;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A network or a part of one. Parameters, buffers and children are registered once, in the constructor; their handles keep their
 * identity for the layer's life, so that loading weights or moving to a device does not disturb an optimiser.
 */
public abstract class Layer implements AutoCloseable {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private final Map<String, Layer> children = new LinkedHashMap<>();
    private boolean training = true;

    /** Registers a trained tensor. */
    protected final Tensor parameter(String name, Tensor initial) {
        Tensor parameter = initial.detach().contiguous().keep().setRequiresGradient(true);
        parameters.put(name, parameter);
        return parameter;
    }

    /** Registers a tensor that belongs to the state but is not trained. */
    protected final Tensor buffer(String name, Tensor initial) {
        Tensor buffer = initial.detach().contiguous().keep();
        buffers.put(name, buffer);
        return buffer;
    }

    protected final <L extends Layer> L child(String name, L layer) {
        children.put(name, layer);
        return layer;
    }

    /** All trained tensors with their dotted names, in registration order. */
    public final Map<String, Tensor> parameters() {
        return collect(layer -> layer.parameters);
    }

    /** All state that is not trained with its dotted names, in registration order. */
    public final Map<String, Tensor> buffers() {
        return collect(layer -> layer.buffers);
    }

    /** Parameters and buffers, in the order of a torch state dict. The tensors are the live ones, not copies. */
    public final Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        visit("", (prefix, layer) -> {
            layer.parameters.forEach((name, tensor) -> state.put(prefix + name, tensor));
            layer.buffers.forEach((name, tensor) -> state.put(prefix + name, tensor));
        });
        return state;
    }

    /**
     * Copies weights in, converted to this layer's element types and device. Nothing is changed unless everything fits.
     *
     * @param weights by dotted name; batch counters ({@code num_batches_tracked}) may be absent
     * @throws WeightMismatchException listing every missing, unexpected and wrongly shaped tensor
     */
    public final void load(Map<String, Tensor> weights) {
        Map<String, Tensor> state = state();
        requireFit(state, weights);
        try (NoGradient off = NoGradient.on()) {
            state.forEach((name, own) -> {
                Tensor given = weights.get(name);
                if (given != null) {
                    own.copyInPlace(given);
                }
            });
        }
    }

    private void requireFit(Map<String, Tensor> state, Map<String, Tensor> weights) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        state.forEach((name, own) -> {
            Tensor given = weights.get(name);
            if (given != null && !Arrays.equals(own.shape(), given.shape())) {
                misshapen.add(name + ": expected " + Arrays.toString(own.shape()) + ", found "
                        + Arrays.toString(given.shape()));
            } else if (given == null && !name.endsWith(BatchNorm.COUNTER)) {
                missing.add(name);
            }
        });
        List<String> unexpected = weights.keySet().stream()
                .filter(name -> !state.containsKey(name))
                .toList();
        if (!missing.isEmpty() || !unexpected.isEmpty() || !misshapen.isEmpty()) {
            throw new WeightMismatchException(getClass().getSimpleName(), missing, unexpected, misshapen);
        }
    }

    /** Switches between training (dropout active, batch statistics) and evaluation. */
    public void train(boolean on) {
        training = on;
        children.values().forEach(child -> child.train(on));
    }

    public final boolean isTraining() {
        return training;
    }

    /** Freezes (false) or thaws (true) all parameters. */
    public final void setTrainable(boolean trainable) {
        parameters().values().forEach(parameter -> parameter.setRequiresGradient(trainable));
    }

    public final void clearGradients() {
        parameters().values().forEach(Tensor::clearGradient);
    }

    /** Moves all state to a device. */
    public final void to(Device device) {
        replace(tensor -> tensor.to(device));
    }

    /** Converts all floating-point state. */
    public final void to(DType type) {
        replace(tensor -> tensor.dtype().isFloatingPoint() ? tensor.to(type) : tensor);
    }

    /** How many numbers are trained or could be. */
    public final long parameterCount() {
        return parameters().values().stream().mapToLong(Tensor::count).sum();
    }

    /** Frees the native memory of all state; the layer is unusable afterwards. */
    @Override
    public final void close() {
        state().values().forEach(Tensor::free);
    }

    private void replace(Function<Tensor, Tensor> conversion) {
        try (NoGradient off = NoGradient.on()) {
            state().values().forEach(tensor -> tensor.setData(conversion.apply(tensor)));
        }
    }

    private Map<String, Tensor> collect(Function<Layer, Map<String, Tensor>> part) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        visit("", (prefix, layer) -> part.apply(layer).forEach((name, tensor) -> all.put(prefix + name, tensor)));
        return all;
    }

    private void visit(String prefix, BiConsumer<String, Layer> visitor) {
        visitor.accept(prefix, this);
        children.forEach((name, child) -> child.visit(prefix + name + ".", visitor));
    }
}
