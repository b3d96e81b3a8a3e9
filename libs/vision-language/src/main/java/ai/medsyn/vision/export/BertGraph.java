package ai.medsyn.vision.export;

import ai.medsyn.vision.encoders.BertConfig;
import java.util.ArrayList;
import java.util.List;

/** Writes a BERT. */
record BertGraph(Weighted weighted, String prefix, BertConfig config) {
    private static final double NEVER = -1e30;

    /** Names of the inputs, all [B, L] (int64). */
    record Inputs(String ids, String mask, String types) {}

    /** Every hidden state: [B, L, D] each. */
    List<String> write(Inputs inputs) {
        OnnxGraph graph = weighted.graph();
        String length =
                graph.node("Shape", List.of(inputs.ids()), OnnxGraph.integer("start", 1), OnnxGraph.integer("end", 2));
        String positions =
                weighted.node("Slice", table("position_embeddings"), graph.integers(0), length, graph.integers(0));
        String sum = weighted.node(
                "Add",
                weighted.node(
                        "Add",
                        weighted.node("Gather", table("word_embeddings"), inputs.ids()),
                        weighted.node("Gather", table("token_type_embeddings"), inputs.types())),
                positions);
        String state = weighted.layerNorm(sum, prefix + "embeddings.LayerNorm", config.epsilon());
        String mask = mask(inputs.mask());
        List<String> states = new ArrayList<>(List.of(state));
        for (int layer = 0; layer < config.layers(); layer++) {
            state = layer(state, mask, prefix + "encoder.layer." + layer);
            states.add(state);
        }
        return states;
    }

    private String table(String name) {
        return weighted.stored(prefix + "embeddings." + name + ".weight");
    }

    /** 0 for tokens, very negative for padding: [B, 1, 1, L]. */
    private String mask(String mask) {
        OnnxGraph graph = weighted.graph();
        String padding = weighted.node("Sub", graph.constant(1), floats(mask));
        String added = weighted.node("Mul", padding, graph.constant(NEVER));
        return weighted.node("Unsqueeze", added, graph.integers(1, 2));
    }

    String floats(String integers) {
        return weighted.graph().node("Cast", List.of(integers), OnnxGraph.integer("to", 1));
    }

    private String layer(String state, String mask, String name) {
        String self = name + ".attention.self.";
        String attended = weighted.attention(
                heads(state, self + "query"), heads(state, self + "key"), heads(state, self + "value"), width(), mask);
        String output = name + ".attention.output.";
        String afterAttention = weighted.layerNorm(
                weighted.node("Add", weighted.linear(attended, output + "dense"), state),
                output + "LayerNorm",
                config.epsilon());
        String inner = weighted.gelu(weighted.linear(afterAttention, name + ".intermediate.dense"));
        return weighted.layerNorm(
                weighted.node("Add", weighted.linear(inner, name + ".output.dense"), afterAttention),
                name + ".output.LayerNorm",
                config.epsilon());
    }

    /** [B, heads, L, d] */
    private String heads(String state, String layer) {
        return weighted.transpose(
                weighted.reshape(weighted.linear(state, layer), 0, 0, config.heads(), width()), 0, 2, 1, 3);
    }

    private long width() {
        return config.sizes().hidden() / config.heads();
    }
}
