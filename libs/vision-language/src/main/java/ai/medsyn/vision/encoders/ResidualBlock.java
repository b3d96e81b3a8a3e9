package ai.medsyn.vision.encoders;

import ai.medsyn.vision.layers.BatchNorm;
import ai.medsyn.vision.layers.Conv2d;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.layers.Sequence;
import ai.medsyn.vision.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * relu(x' + F(x)), where F is two 3x3 convolutions or a bottleneck 1x1, 3x3, 1x1, each with batch normalisation, and x' is x or,
 * where the size changes, a 1x1 convolution of it. The stride sits in the 3x3 convolution, as in torchvision.
 */
final class ResidualBlock extends Layer {
    private record Step(Conv2d convolution, BatchNorm normalisation) {}

    private final List<Step> steps = new ArrayList<>();
    private final @Nullable Step downsample;

    private ResidualBlock(long in, long out, long stride) {
        downsample = in == out && stride == 1 ? null : new Step(Conv2d.same(in, out, 1, stride), BatchNorm.affine(out));
    }

    /** Two 3x3 convolutions. */
    static ResidualBlock basic(long in, long width, long stride) {
        return new ResidualBlock(in, width, stride)
                .step(Conv2d.same(in, width, 3, stride), width)
                .step(Conv2d.same(width, width, 3, 1), width)
                .withDownsample();
    }

    /** 1x1 down to the width, 3x3, 1x1 up to four times the width. */
    static ResidualBlock bottleneck(long in, long width, long stride) {
        return new ResidualBlock(in, 4 * width, stride)
                .step(Conv2d.same(in, width, 1, 1), width)
                .step(Conv2d.same(width, width, 3, stride), width)
                .step(Conv2d.same(width, 4 * width, 1, 1), 4 * width)
                .withDownsample();
    }

    private ResidualBlock step(Conv2d convolution, long channels) {
        int number = steps.size() + 1;
        steps.add(new Step(child("conv" + number, convolution), child("bn" + number, BatchNorm.affine(channels))));
        return this;
    }

    private ResidualBlock withDownsample() {
        if (downsample != null) {
            child("downsample", new Sequence<>(List.of(downsample.convolution(), downsample.normalisation())));
        }
        return this;
    }

    Tensor forward(Tensor input) {
        Tensor residual = input;
        for (int i = 0; i < steps.size(); i++) {
            residual = apply(steps.get(i), residual);
            residual = i < steps.size() - 1 ? residual.relu() : residual;
        }
        Tensor shortcut = downsample == null ? input : apply(downsample, input);
        return residual.plus(shortcut).relu();
    }

    private static Tensor apply(Step step, Tensor input) {
        return step.normalisation().forward(step.convolution().forward(input));
    }
}
