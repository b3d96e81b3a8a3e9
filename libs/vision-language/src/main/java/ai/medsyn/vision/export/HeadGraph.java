package ai.medsyn.vision.export;

import ai.medsyn.vision.objectives.ConvirtEncoder;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.GloriaEncoder;
import ai.medsyn.vision.objectives.MgcaEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a method puts on its encoders, as the {@code project...} methods of its {@link DualEncoder} compute it. */
record HeadGraph(Weighted weighted, DualEncoder model) {
    private static final int LAST_STATES = 4;

    /** [B, D], length 1. */
    String image(String global) {
        if (model instanceof GloriaEncoder) {
            return weighted.normalized(weighted.linear(global, "global_embedder"));
        }
        return weighted.normalized(
                perceptron(global, model instanceof MgcaEncoder ? "image_global_embed" : "image_head"));
    }

    /** [B, R, D], length 1 each; null where the method projects none. */
    @Nullable
    String regions(String regions) {
        if (model instanceof GloriaEncoder) {
            return weighted.normalized(weighted.linear(regions, "local_embedder"));
        }
        return model instanceof MgcaEncoder ? weighted.normalized(perceptron(regions, "image_local_embed")) : null;
    }

    /**
     * [B, D], length 1.
     *
     * @param states [B, L, D] each
     * @param mask [B, L] (float32)
     */
    String text(List<String> states, String mask) {
        String last = states.get(states.size() - 1);
        if (model instanceof GloriaEncoder) {
            // the mean over words is the sum over pieces but for its length, which normalisation removes
            List<String> lastStates = states.subList(Math.max(0, states.size() - LAST_STATES), states.size());
            String sum = weighted.graph().node("Sum", lastStates);
            return weighted.normalized(weighted.sum(masked(sum, mask), 1, false));
        }
        if (model instanceof MgcaEncoder) {
            return weighted.normalized(perceptron(weighted.select(last, 1, 0), "text_global_embed"));
        }
        boolean cls = model instanceof ConvirtEncoder convirt && convirt.pooling() == ConvirtEncoder.Pooling.CLS;
        String pooled = cls ? weighted.select(last, 1, 0) : mean(last, mask);
        return weighted.normalized(perceptron(pooled, "text_head"));
    }

    private String mean(String tokens, String mask) {
        String count = weighted.node(
                "Max", weighted.sum(mask, 1, true), weighted.graph().constant(1e-9));
        return weighted.node("Div", weighted.sum(masked(tokens, mask), 1, false), count);
    }

    private String masked(String tokens, String mask) {
        return weighted.node(
                "Mul", tokens, weighted.node("Unsqueeze", mask, weighted.graph().integers(2)));
    }

    private String perceptron(String input, String name) {
        boolean normalized = weighted.has(name + ".1.running_mean");
        String hidden = weighted.linear(input, name + ".0");
        if (!normalized) {
            return weighted.linear(weighted.node("Relu", hidden), name + ".2");
        }
        String active = weighted.node("Relu", weighted.foldedBatchNorm(hidden, name + ".1"));
        return weighted.foldedBatchNorm(weighted.linear(active, name + ".3"), name + ".4");
    }
}
