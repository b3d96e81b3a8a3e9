package ai.medsyn.vision.export;

import java.util.List;

/** Writes a ResNet. */
record ResNetGraph(Weighted weighted, String prefix) implements ImageGraph {

    @Override
    public Features write(String images) {
        String map = weighted.node("Relu", norm(weighted.convolution(images, prefix + "conv1", 2, 3), prefix + "bn1"));
        map = weighted.graph()
                .node(
                        "MaxPool",
                        List.of(map),
                        OnnxGraph.integers("kernel_shape", 3, 3),
                        OnnxGraph.integers("strides", 2, 2),
                        OnnxGraph.integers("pads", 1, 1, 1, 1));
        String local = map;
        for (int stage = 1; stage <= 4; stage++) {
            for (int block = 0; weighted.has(name(stage, block) + ".conv1.weight"); block++) {
                map = block(map, name(stage, block), stage > 1 && block == 0 ? 2 : 1);
            }
            local = stage == 3 ? map : local;
        }
        String pooled = weighted.graph()
                .node("Flatten", List.of(weighted.node("GlobalAveragePool", map)), OnnxGraph.integer("axis", 1));
        return new Features(pooled, regions(weighted, local));
    }

    private String name(int stage, int block) {
        return prefix + "layer" + stage + "." + block;
    }

    private String block(String input, String name, long stride) {
        boolean bottleneck = weighted.has(name + ".conv3.weight");
        String residual;
        if (bottleneck) {
            residual = unit(input, name, 1, 1, 0);
            residual = unit(weighted.node("Relu", residual), name, 2, stride, 1);
            residual = unit(weighted.node("Relu", residual), name, 3, 1, 0);
        } else {
            residual = unit(input, name, 1, stride, 1);
            residual = unit(weighted.node("Relu", residual), name, 2, 1, 1);
        }
        String shortcut = input;
        if (weighted.has(name + ".downsample.0.weight")) {
            shortcut = norm(weighted.convolution(input, name + ".downsample.0", stride, 0), name + ".downsample.1");
        }
        return weighted.node("Relu", weighted.node("Add", residual, shortcut));
    }

    private String unit(String input, String name, int number, long stride, long padding) {
        return norm(weighted.convolution(input, name + ".conv" + number, stride, padding), name + ".bn" + number);
    }

    private String norm(String input, String layer) {
        return weighted.batchNorm(input, layer);
    }

    /** [B, C, H, W] to [B, H * W, C]. */
    private static String regions(Weighted weighted, String map) {
        return weighted.transpose(weighted.reshape(map, 0, 0, -1), 0, 2, 1);
    }
}
