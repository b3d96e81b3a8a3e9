package ai.medsyn.vision.export;

import ai.medsyn.vision.encoders.VisionTransformer;
import java.util.List;

/** Writes a vision transformer. */
record VisionTransformerGraph(Weighted weighted, String prefix, VisionTransformer.Config config) implements ImageGraph {
    private static final double EPSILON = 1e-6;

    @Override
    public Features write(String images) {
        String state = weighted.node("Add", withCls(images, patches(images)), weighted.stored(prefix + "pos_embed"));
        for (int block = 0; block < config.depth(); block++) {
            state = block(state, prefix + "blocks." + block);
        }
        String tokens = weighted.layerNorm(state, prefix + "norm", EPSILON);
        OnnxGraph graph = weighted.graph();
        String regions =
                weighted.node("Slice", tokens, graph.integers(1), graph.integers(Integer.MAX_VALUE), graph.integers(1));
        return new Features(weighted.select(tokens, 1, 0), regions);
    }

    /** [B, patches, D] */
    private String patches(String images) {
        String map = weighted.graph()
                .node(
                        "Conv",
                        List.of(
                                images,
                                weighted.stored(prefix + "patch_embed.proj.weight"),
                                weighted.stored(prefix + "patch_embed.proj.bias")),
                        OnnxGraph.integers("strides", config.patch(), config.patch()));
        return weighted.transpose(weighted.reshape(map, 0, 0, -1), 0, 2, 1);
    }

    private String withCls(String images, String patches) {
        OnnxGraph graph = weighted.graph();
        String batch = graph.node("Shape", List.of(images), OnnxGraph.integer("start", 0), OnnxGraph.integer("end", 1));
        String shape =
                graph.node("Concat", List.of(batch, graph.integers(1, config.size())), OnnxGraph.integer("axis", 0));
        String cls = weighted.node("Expand", weighted.stored(prefix + "cls_token"), shape);
        return graph.node("Concat", List.of(cls, patches), OnnxGraph.integer("axis", 1));
    }

    private String block(String state, String name) {
        long width = config.size() / config.heads();
        String joint = weighted.linear(weighted.layerNorm(state, name + ".norm1", EPSILON), name + ".attn.qkv");
        String split = weighted.transpose(weighted.reshape(joint, 0, 0, 3, config.heads(), width), 2, 0, 3, 1, 4);
        String attended = weighted.attention(
                weighted.select(split, 0, 0), weighted.select(split, 0, 1), weighted.select(split, 0, 2), width);
        String afterAttention = weighted.node("Add", state, weighted.linear(attended, name + ".attn.proj"));
        String inner = weighted.gelu(
                weighted.linear(weighted.layerNorm(afterAttention, name + ".norm2", EPSILON), name + ".mlp.fc1"));
        return weighted.node("Add", afterAttention, weighted.linear(inner, name + ".mlp.fc2"));
    }
}
