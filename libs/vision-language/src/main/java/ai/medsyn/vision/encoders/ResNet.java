package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.BatchNorm;
import ai.medsyn.vision.layers.Conv2d;
import ai.medsyn.vision.layers.Sequence;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Residual networks (He et al., 2016) under torchvision's names, without the classification layer {@code fc}. The global vector
 * is the mean of the last stage (stride 32), the local ones are the third stage (stride 16), as GLoRIA and MGCA take them.
 */
public final class ResNet extends ImageEncoder {
    private static final long[] WIDTHS = {64, 128, 256, 512};

    /** Which residual network. */
    public enum Depth {
        RESNET18(1, 2, 2, 2, 2),
        RESNET50(4, 3, 4, 6, 3);

        private final long expansion;
        private final int[] blocks;

        Depth(long expansion, int... blocks) {
            this.expansion = expansion;
            this.blocks = blocks;
        }
    }

    private final Depth depth;
    private final Conv2d conv1;
    private final BatchNorm bn1;
    private final List<Sequence<ResidualBlock>> stages = new ArrayList<>();

    /** With random initial weights, see {@link ai.medsyn.vision.tensor.LibTorch#seed}. */
    public ResNet(Depth depth) {
        this.depth = depth;
        conv1 = child("conv1", Conv2d.same(3, 64, 7, 2));
        bn1 = child("bn1", BatchNorm.affine(64));
        long channels = 64;
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            List<ResidualBlock> blocks = new ArrayList<>();
            for (int block = 0; block < depth.blocks[stage]; block++) {
                long stride = block == 0 && stage > 0 ? 2 : 1;
                blocks.add(
                        depth.expansion == 1
                                ? ResidualBlock.basic(channels, WIDTHS[stage], stride)
                                : ResidualBlock.bottleneck(channels, WIDTHS[stage], stride));
                channels = WIDTHS[stage] * depth.expansion;
            }
            stages.add(child("layer" + (stage + 1), new Sequence<>(blocks)));
        }
    }

    public Depth depth() {
        return depth;
    }

    /** Maps at strides 2 (before pooling), 4, 8, 16 and 32, for heads that work on several scales. */
    public List<Tensor> maps(Tensor images) {
        List<Tensor> maps = new ArrayList<>();
        Tensor map = bn1.forward(conv1.forward(images)).relu();
        maps.add(map);
        map = Functional.maxPool2d(map, 3, 2, 1);
        for (Sequence<ResidualBlock> stage : stages) {
            map = stage.forward(map, ResidualBlock::forward);
            maps.add(map);
        }
        return maps;
    }

    /** Channels of {@link #maps}. */
    public long[] mapSizes() {
        long e = depth.expansion;
        return new long[] {64, 64 * e, 128 * e, 256 * e, 512 * e};
    }

    @Override
    public ImageFeatures encode(Tensor images) {
        List<Tensor> maps = maps(images);
        return new ImageFeatures(Functional.globalAveragePool(maps.get(4)), maps.get(3), null);
    }

    @Override
    public Tensor lastMap(Tensor images) {
        return maps(images).get(4);
    }

    @Override
    public long globalSize() {
        return mapSizes()[4];
    }

    @Override
    public long localSize() {
        return mapSizes()[3];
    }
}
