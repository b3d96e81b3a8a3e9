package ai.medsyn.vision.weights;

import ai.medsyn.vision.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Translates the names of public checkpoints into those of our networks: wrappers of whole models are taken off, parts that an encoder
 * does not have (classification layers, language-model heads) are left out.
 */
public final class WeightNames {
    /** What training scripts wrap a state dict in, outermost first. */
    private static final List<String> WRAPPERS =
            List.of("state_dict.", "model_state_dict.", "model.", "module.", "encoder_q.");

    private static final int MAXIMUM_DEPTH = 4;

    private WeightNames() {}

    /** Weights of a torchvision ResNet, possibly wrapped, without its classification layer. */
    public static Map<String, Tensor> resNet(Map<String, Tensor> weights) {
        return select(unwrapped(weights, "conv1.weight"), name -> !name.startsWith("fc."));
    }

    /** Weights of a timm or DeiT vision transformer, possibly wrapped, without its classification layers. */
    public static Map<String, Tensor> visionTransformer(Map<String, Tensor> weights) {
        return select(
                unwrapped(weights, "cls_token"),
                name -> !name.startsWith("head.") && !name.startsWith("head_dist.") && !name.startsWith("pre_logits."));
    }

    /**
     * Weights of a Hugging Face BERT, alone or inside a language model, of any age.
     *
     * @param layers encoder layers to keep, from the first
     * @param pooler whether the network has one
     */
    public static Map<String, Tensor> bert(Map<String, Tensor> weights, int layers, boolean pooler) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        unwrapped(weights, "embeddings.word_embeddings.weight", "bert.")
                .forEach((name, tensor) -> renamed.put(
                        name.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias"),
                        tensor));
        return select(
                renamed,
                name -> (name.startsWith("embeddings.") && !name.endsWith("position_ids"))
                        || (name.startsWith("encoder.layer.") && layer(name) < layers)
                        || (pooler && name.startsWith("pooler.")));
    }

    private static int layer(String name) {
        return Integer.parseInt(name.split("\\.")[2]);
    }

    /** Takes wrappers off until a tensor has the expected name; if none ever has, the weights stay as they are. */
    private static Map<String, Tensor> unwrapped(Map<String, Tensor> weights, String landmark, String... more) {
        Map<String, Tensor> current = weights;
        for (int depth = 0; depth < MAXIMUM_DEPTH && !current.containsKey(landmark); depth++) {
            Map<String, Tensor> stripped = stripped(current, landmark, more);
            if (stripped == current) {
                return weights;
            }
            current = stripped;
        }
        return current.containsKey(landmark) ? current : weights;
    }

    private static Map<String, Tensor> stripped(Map<String, Tensor> weights, String landmark, String... more) {
        for (String prefix : concat(more)) {
            if (weights.keySet().stream().anyMatch(name -> name.startsWith(prefix) && name.endsWith(landmark))) {
                Map<String, Tensor> inner = new LinkedHashMap<>();
                weights.forEach((name, tensor) -> {
                    if (name.startsWith(prefix)) {
                        inner.put(name.substring(prefix.length()), tensor);
                    }
                });
                return inner;
            }
        }
        return weights;
    }

    private static List<String> concat(String... more) {
        return Stream.concat(WRAPPERS.stream(), Stream.of(more)).toList();
    }

    private static Map<String, Tensor> select(Map<String, Tensor> weights, Predicate<String> names) {
        Map<String, Tensor> selected = new LinkedHashMap<>(weights);
        selected.keySet().removeIf(names.negate());
        return selected;
    }
}
