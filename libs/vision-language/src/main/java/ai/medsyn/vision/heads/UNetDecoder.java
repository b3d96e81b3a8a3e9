package ai.medsyn.vision.heads;

import ai.medsyn.vision.layers.Conv2d;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoder of U-Net (Ronneberger et al., 2015) on the maps of a ResNet, under the names of segmentation_models_pytorch: five
 * steps that double the size, join the encoder's map of that size and convolve twice; then one convolution to logits.
 */
public final class UNetDecoder extends Layer {
    private static final long[] WIDTHS = {256, 128, 64, 32, 16};

    private static final class Step extends Layer {
        private final ConvolutionUnit conv1;
        private final ConvolutionUnit conv2;

        Step(long in, long out) {
            ConvolutionUnit.Names names = new ConvolutionUnit.Names("0", "1");
            conv1 = child("conv1", new ConvolutionUnit(Conv2d.same(in, out, 3, 1), out, names, Tensor::relu));
            conv2 = child("conv2", new ConvolutionUnit(Conv2d.same(out, out, 3, 1), out, names, Tensor::relu));
        }

        Tensor forward(Tensor input) {
            return conv2.forward(conv1.forward(input));
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final Conv2d head;

    /**
     * @param mapSizes channels of the encoder's maps at strides 2, 4, 8, 16 and 32, see {@code ResNet.mapSizes()}
     * @param classes channels of the output
     */
    public UNetDecoder(long[] mapSizes, long classes) {
        if (mapSizes.length != WIDTHS.length) {
            throw new IllegalArgumentException(
                    "Expected maps at " + WIDTHS.length + " strides, but found " + mapSizes.length);
        }
        long channels = mapSizes[4];
        for (int step = 0; step < WIDTHS.length; step++) {
            long skip = step < 4 ? mapSizes[3 - step] : 0;
            steps.add(child("decoder.blocks." + step, new Step(channels + skip, WIDTHS[step])));
            channels = WIDTHS[step];
        }
        head = child("segmentation_head.0", Conv2d.biased(channels, classes, 3));
    }

    /**
     * @param maps at strides 2, 4, 8, 16 and 32, see {@code ResNet.maps}; the image's sides must be multiples of 32
     * @return logits [B, classes, H, W] at the size of the image
     */
    public Tensor forward(List<Tensor> maps) {
        Tensor map = maps.get(4);
        for (int step = 0; step < steps.size(); step++) {
            map = Functional.resizeNearest(map, 2 * map.size(2), 2 * map.size(3));
            if (step < 4) {
                map = Tensors.concatenate(List.of(map, maps.get(3 - step)), 1);
            }
            map = steps.get(step).forward(map);
        }
        return head.forward(map);
    }
}
