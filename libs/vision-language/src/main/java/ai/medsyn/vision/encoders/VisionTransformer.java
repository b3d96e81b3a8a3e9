package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.Conv2d;
import ai.medsyn.vision.layers.LayerNorm;
import ai.medsyn.vision.layers.Sequence;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The vision transformer (Dosovitskiy et al., 2021) under timm's and DeiT's names, without the classification layer {@code head}.
 * The global vector is [CLS], the local ones are the patches, all after the final normalisation.
 */
public final class VisionTransformer extends ImageEncoder {
    private static final double DEVIATION = 0.02;
    private static final String POSITIONS = "pos_embed";

    /**
     * The shape of a vision transformer.
     *
     * @param image side of the input in pixels
     * @param patch side of a patch in pixels; divides the image side
     * @param size of all vectors
     * @param depth blocks
     * @param heads attention heads per block; divides the size
     */
    public record Config(long image, long patch, long size, int depth, int heads) {

        public Config {
            if (patch < 1 || image % patch != 0 || heads < 1 || size % heads != 0 || depth < 1) {
                throw new IllegalArgumentException(
                        "Expected a patch side that divides the image side, heads that divide the size and at least one block, but found image "
                                + image + ", patch " + patch + ", size " + size + ", depth " + depth + ", heads "
                                + heads);
            }
        }

        /** ViT-S/16 (DeiT-S): 22 million parameters. */
        public static Config small16() {
            return new Config(224, 16, 384, 12, 6);
        }

        /** ViT-B/16 (DeiT-B): 86 million parameters. */
        public static Config base16() {
            return new Config(224, 16, 768, 12, 12);
        }

        /** Patches along one side. */
        public long grid() {
            return image / patch;
        }
    }

    private final Config config;
    private final Tensor cls;
    private final Tensor positions;
    private final Conv2d patches;
    private final Sequence<VisionTransformerBlock> blocks;
    private final LayerNorm norm;

    /** With random initial weights, see {@link ai.medsyn.vision.tensor.LibTorch#seed}. */
    public VisionTransformer(Config config) {
        this.config = config;
        long size = config.size();
        cls = parameter("cls_token", Tensors.normal(1, 1, size).times(DEVIATION));
        positions = parameter(
                POSITIONS,
                Tensors.normal(1, config.grid() * config.grid() + 1, size).times(DEVIATION));
        patches = child("patch_embed.proj", Conv2d.patches(3, size, config.patch()));
        blocks = child(
                "blocks",
                new Sequence<>(IntStream.range(0, config.depth())
                        .mapToObj(i -> new VisionTransformerBlock(size, config.heads()))
                        .toList()));
        norm = child("norm", new LayerNorm(size, VisionTransformerBlock.EPSILON));
    }

    /**
     * Weights for images of another size: the table of positions is resized like an image, bicubic with antialiasing, as timm's
     * {@code resample_abs_pos_embed} does it. Without such a table, or where it fits, the weights stay as they are.
     *
     * @param grid patches along one side
     */
    public static Map<String, Tensor> positionsFor(long grid, Map<String, Tensor> weights) {
        Tensor table = weights.get(POSITIONS);
        long old = table == null || table.shape().length != 3 ? 0 : Math.round(Math.sqrt(table.size(1) - 1.0));
        if (table == null || old == grid || old * old + 1 != table.size(1)) {
            return weights;
        }
        long size = table.size(2);
        Tensor patches = table.to(DType.FLOAT32)
                .slice(1, 1, table.size(1))
                .transpose(1, 2)
                .reshape(1, size, old, old); // [1, D, old, old]
        Tensor resized =
                Functional.resizeBicubic(patches, grid, grid).flatten(2, 3).transpose(1, 2);
        Map<String, Tensor> fitting = new LinkedHashMap<>(weights);
        fitting.put(
                POSITIONS, Tensors.concatenate(List.of(table.to(DType.FLOAT32).slice(1, 0, 1), resized), 1));
        return fitting;
    }

    public Config config() {
        return config;
    }

    /** All vectors after the final normalisation, [CLS] first: [B, 1 + patches, D]. */
    public Tensor tokens(Tensor images) {
        return run(images).tokens();
    }

    private record Run(Tensor tokens, @Nullable Tensor attention) {}

    private Run run(Tensor images) {
        long[] expected = {images.size(0), 3, config.image(), config.image()};
        if (!Arrays.equals(images.shape(), expected)) {
            throw new IllegalArgumentException("Expected images " + Arrays.toString(expected) + ", but found "
                    + Arrays.toString(images.shape()) + ": resize them to the size the weights were made for");
        }
        Tensor embedded = patches.forward(images).flatten(2, 3).transpose(1, 2); // [B, patches, D]
        Tensor state = Tensors.concatenate(
                        List.of(cls.expand(images.size(0), 1, config.size()).to(embedded.dtype()), embedded), 1)
                .plus(positions);
        Tensor attention = null;
        for (VisionTransformerBlock block : blocks.layers()) {
            VisionTransformerBlock.Output output = block.forward(state);
            state = output.state();
            attention = output.attention();
        }
        return new Run(norm.forward(state), attention);
    }

    @Override
    public ImageFeatures encode(Tensor images) {
        Run run = run(images);
        long last = run.tokens().size(1);
        Tensor local = run.tokens()
                .slice(1, 1, last)
                .transpose(1, 2)
                .reshape(images.size(0), config.size(), config.grid(), config.grid());
        Tensor attention = run.attention() == null
                ? null
                : run.attention().select(2, 0).mean(1).slice(1, 1, last); // [B, patches]
        return new ImageFeatures(run.tokens().select(1, 0), local, attention);
    }

    @Override
    public Tensor lastMap(Tensor images) {
        return encode(images).local();
    }

    @Override
    public long globalSize() {
        return config.size();
    }

    @Override
    public long localSize() {
        return config.size();
    }
}
