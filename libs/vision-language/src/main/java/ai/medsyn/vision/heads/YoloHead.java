package ai.medsyn.vision.heads;

import ai.medsyn.vision.layers.Conv2d;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of YOLOv3 (Redmon and Farhadi, 2018) on the maps of a ResNet at strides 8, 16 and 32: from coarse to fine, each scale
 * sees the one before it. See {@link YoloScale} for what the raw outputs mean.
 */
public final class YoloHead extends Layer {
    private static final double SLOPE = 0.1;
    private static final int BRANCH_AFTER = 4;

    /** Six alternating 1x1 and 3x3 units and a 1x1 convolution; the next scale branches off after the fifth unit. */
    private static final class Scale extends Layer {
        private final List<ConvolutionUnit> units = new ArrayList<>();
        private final Conv2d output;

        record Result(Tensor raw, Tensor branch) {}

        Scale(long in, long narrow, long wide, long out) {
            long channels = in;
            for (int i = 0; i < 6; i++) {
                long next = i % 2 == 0 ? narrow : wide;
                units.add(child(Integer.toString(i), unit(channels, next, i % 2 == 0 ? 1 : 3)));
                channels = next;
            }
            output = child("conv_out", Conv2d.biased(channels, out, 1));
        }

        Result forward(Tensor map) {
            Tensor current = map;
            Tensor branch = map;
            for (int i = 0; i < units.size(); i++) {
                current = units.get(i).forward(current);
                branch = i == BRANCH_AFTER ? current : branch;
            }
            return new Result(output.forward(current), branch);
        }
    }

    private final Scale coarse;
    private final ConvolutionUnit toMedium;
    private final Scale medium;
    private final ConvolutionUnit toFine;
    private final Scale fine;

    /**
     * @param mapSizes channels at strides 8, 16 and 32
     * @param anchors per scale
     */
    public YoloHead(long[] mapSizes, int anchors, int classes) {
        long out = (long) anchors * (5 + classes);
        coarse = child("embedding0", new Scale(mapSizes[2], 512, 1024, out));
        toMedium = child("embedding1_cbl", unit(512, 256, 1));
        medium = child("embedding1", new Scale(mapSizes[1] + 256, 256, 512, out));
        toFine = child("embedding2_cbl", unit(256, 128, 1));
        fine = child("embedding2", new Scale(mapSizes[0] + 128, 128, 256, out));
    }

    private static ConvolutionUnit unit(long in, long out, long kernel) {
        return new ConvolutionUnit(
                Conv2d.same(in, out, kernel, 1),
                out,
                new ConvolutionUnit.Names("conv", "bn"),
                map -> Functional.leakyRelu(map, SLOPE));
    }

    /**
     * @param maps at strides 8, 16 and 32
     * @return raw outputs at strides 32, 16 and 8: [B, anchors * (5 + classes), H, W] each
     */
    public List<Tensor> forward(List<Tensor> maps) {
        Scale.Result first = coarse.forward(maps.get(2));
        Scale.Result second = medium.forward(joined(toMedium.forward(first.branch()), maps.get(1)));
        Scale.Result third = fine.forward(joined(toFine.forward(second.branch()), maps.get(0)));
        return List.of(first.raw(), second.raw(), third.raw());
    }

    private static Tensor joined(Tensor coarser, Tensor map) {
        Tensor enlarged = Functional.resizeNearest(coarser, map.size(2), map.size(3));
        return Tensors.concatenate(List.of(enlarged, map), 1);
    }
}
