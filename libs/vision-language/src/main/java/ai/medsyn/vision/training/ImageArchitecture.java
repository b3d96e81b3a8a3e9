package ai.medsyn.vision.training;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.weights.WeightNames;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Image encoders that can be trained. */
public enum ImageArchitecture {
    RESNET_18("resnet-18") {
        @Override
        public ImageEncoder build(int side) {
            return new ResNet(ResNet.Depth.RESNET18);
        }
    },
    RESNET_50("resnet-50") {
        @Override
        public ImageEncoder build(int side) {
            return new ResNet(ResNet.Depth.RESNET50);
        }
    },
    VIT_TINY("vit-tiny-16") {
        @Override
        public ImageEncoder build(int side) {
            return new VisionTransformer(new VisionTransformer.Config(side, PATCH, 192, 12, 3));
        }
    },
    VIT_SMALL("vit-small-16") {
        @Override
        public ImageEncoder build(int side) {
            return new VisionTransformer(new VisionTransformer.Config(side, PATCH, 384, 12, 6));
        }
    },
    VIT_BASE("vit-base-16") {
        @Override
        public ImageEncoder build(int side) {
            return new VisionTransformer(new VisionTransformer.Config(side, PATCH, 768, 12, 12));
        }
    };

    private static final int PATCH = 16;

    private final String id;

    ImageArchitecture(String id) {
        this.id = id;
    }

    /** Name in requests. */
    public String id() {
        return id;
    }

    public static Optional<ImageArchitecture> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }

    /** Whether it cuts images into patches of 16 pixels, so that their side must be a multiple of that. */
    public boolean patches() {
        return this == VIT_TINY || this == VIT_SMALL || this == VIT_BASE;
    }

    /**
     * An encoder's own weights among those of a public checkpoint, whatever wraps them: without classification layers, and with positions for
     * images of this side.
     *
     * @param side of the images that the encoder sees
     */
    public Map<String, Tensor> own(Map<String, Tensor> weights, int side) {
        return patches()
                ? VisionTransformer.positionsFor(side / PATCH, WeightNames.visionTransformer(weights))
                : WeightNames.resNet(weights);
    }

    /** With random weights; {@code side} is that of the images that it will see. */
    public abstract ImageEncoder build(int side);
}
