package ai.medsyn.vision.export;

import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph together with the weights it is written from: layers by the dotted name of their weights.
 *
 * @param weights float32
 */
record Weighted(OnnxGraph graph, Map<String, Tensor> weights) {
    private static final double BATCH_NORM_EPSILON = 1e-5;
    private static final double SHORTEST = 1e-12;

    static Weighted of(OnnxGraph graph, Layer layer) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        layer.state()
                .forEach((name, tensor) -> weights.put(
                        name, tensor.dtype().isFloatingPoint() ? tensor.detach().to(DType.FLOAT32) : tensor));
        return new Weighted(graph, weights);
    }

    boolean has(String name) {
        return weights.containsKey(name);
    }

    Tensor weight(String name) {
        Tensor weight = weights.get(name);
        if (weight == null) {
            throw new IllegalStateException(
                    "The graph needs the weight \"" + name + "\", but the model has " + weights.keySet());
        }
        return weight;
    }

    String stored(String name) {
        return graph.initializer(name, weight(name));
    }

    String node(String operator, String... inputs) {
        return graph.node(operator, List.of(inputs));
    }

    /** x W^T (+ b) on the last dimension. */
    String linear(String input, String layer) {
        Tensor transposed = weight(layer + ".weight").transpose(0, 1).contiguous();
        String product = node("MatMul", input, graph.initializer(layer + ".weight.transposed", transposed));
        return has(layer + ".bias") ? node("Add", product, stored(layer + ".bias")) : product;
    }

    String convolution(String input, String layer, long stride, long padding) {
        List<String> inputs = has(layer + ".bias")
                ? List.of(input, stored(layer + ".weight"), stored(layer + ".bias"))
                : List.of(input, stored(layer + ".weight"));
        return graph.node(
                "Conv",
                inputs,
                OnnxGraph.integers("strides", stride, stride),
                OnnxGraph.integers("pads", padding, padding, padding, padding));
    }

    String batchNorm(String input, String layer) {
        return graph.node(
                "BatchNormalization",
                List.of(
                        input,
                        stored(layer + ".weight"),
                        stored(layer + ".bias"),
                        stored(layer + ".running_mean"),
                        stored(layer + ".running_var")),
                OnnxGraph.number("epsilon", BATCH_NORM_EPSILON));
    }

    /** Batch normalisation of the last dimension, folded into one product and one sum. */
    String foldedBatchNorm(String input, String layer) {
        Tensor deviation =
                weight(layer + ".running_var").plus(BATCH_NORM_EPSILON).sqrt();
        Tensor ones = Tensors.ones(deviation.shape());
        Tensor scale = (has(layer + ".weight") ? weight(layer + ".weight") : ones).dividedBy(deviation);
        Tensor shift = weight(layer + ".running_mean").times(scale).negate();
        if (has(layer + ".bias")) {
            shift = shift.plus(weight(layer + ".bias"));
        }
        String scaled = node("Mul", input, graph.initializer(layer + ".scale", scale));
        return node("Add", scaled, graph.initializer(layer + ".shift", shift));
    }

    String layerNorm(String input, String layer, double epsilon) {
        return graph.node(
                "LayerNormalization",
                List.of(input, stored(layer + ".weight"), stored(layer + ".bias")),
                OnnxGraph.integer("axis", -1),
                OnnxGraph.number("epsilon", epsilon));
    }

    /** x / 2 (1 + erf(x / sqrt 2)) */
    String gelu(String input) {
        String error = node("Erf", node("Div", input, graph.constant(Math.sqrt(2))));
        String half = node("Mul", input, graph.constant(0.5));
        return node("Mul", half, node("Add", error, graph.constant(1)));
    }

    String transpose(String input, long... order) {
        return graph.node("Transpose", List.of(input), OnnxGraph.integers("perm", order));
    }

    /** 0 keeps a size, -1 takes the rest. */
    String reshape(String input, long... shape) {
        return node("Reshape", input, graph.integers(shape));
    }

    /** Drops a dimension by taking one of its entries. */
    String select(String input, long axis, long index) {
        String scalar = graph.initializer(
                "index_" + index, Tensors.of(new long[] {index}, 1).reshape());
        return graph.node("Gather", List.of(input, scalar), OnnxGraph.integer("axis", axis));
    }

    String softmax(String input) {
        return graph.node("Softmax", List.of(input), OnnxGraph.integer("axis", -1));
    }

    String sum(String input, long axis, boolean keep) {
        return graph.node(
                "ReduceSum", List.of(input, graph.integers(axis)), OnnxGraph.integer("keepdims", keep ? 1 : 0));
    }

    /** Scaled to length 1 along the last dimension. */
    String normalized(String input) {
        String length = graph.node("ReduceL2", List.of(input, graph.integers(-1)), OnnxGraph.integer("keepdims", 1));
        return node("Div", input, node("Max", length, graph.constant(SHORTEST)));
    }

    /** Softmax(Q K^T / sqrt(d) (+ mask)) V on [B, heads, L, d], joined to [B, L, heads * d]. */
    String attention(String query, String key, String value, long width, String... mask) {
        String scores = node("MatMul", query, transpose(key, 0, 1, 3, 2));
        String scaled = node("Div", scores, graph.constant(Math.sqrt(width)));
        String weights = softmax(mask.length == 0 ? scaled : node("Add", scaled, mask[0]));
        String mixed = transpose(node("MatMul", weights, value), 0, 2, 1, 3);
        return reshape(mixed, 0, 0, -1);
    }
}
