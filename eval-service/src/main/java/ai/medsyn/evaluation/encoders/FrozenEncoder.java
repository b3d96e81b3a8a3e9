package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.List;

/** An image encoder in LibTorch whose weights stay as they are, for heads that are put on its maps. */
public final class FrozenEncoder implements AutoCloseable {

    private static final int CHANNELS = 3;

    private final ImageEncoder network;
    private final EncoderIdentity trained;
    private final Preprocessing preprocessing;
    private final Runnable resources;

    /**
     * @param trained who it is, with the preprocessing that it was trained with
     * @param resources what to close when the encoder is done with
     */
    FrozenEncoder(ImageEncoder network, EncoderIdentity trained, Preprocessing preprocessing, Runnable resources) {
        network.setTrainable(false);
        this.network = network;
        this.trained = trained;
        this.preprocessing = preprocessing;
        this.resources = resources;
    }

    /** @throws InvalidModelException if it is no residual network */
    public ResNet resNet() {
        if (network instanceof ResNet resNet) {
            return resNet;
        }
        throw new InvalidModelException(trained.id()
                + ": a ResNet was expected, whose maps a U-Net and YOLOv3 need, found a "
                + network.getClass().getSimpleName());
    }

    /** Who sees films at this size. */
    public EncoderIdentity identity(int side) {
        return new EncoderIdentity(
                trained.id(), trained.weights(), preprocessing.stretchedTo(side).describe(CHANNELS));
    }

    /**
     * Square films as the network takes them.
     *
     * @param films all of the same side S
     * @return [B, 3, S, S], normalised as the network was trained
     */
    public Tensor images(List<GrayImage> films) {
        int side = films.get(0).width();
        Preprocessing asIs = preprocessing.stretchedTo(side);
        int size = CHANNELS * side * side;
        float[] values = new float[films.size() * size];
        for (int i = 0; i < films.size(); i++) {
            System.arraycopy(asIs.tensor(films.get(i), CHANNELS), 0, values, i * size, size);
        }
        return Tensors.of(values, films.size(), CHANNELS, side, side);
    }

    /** One vector per film, at the size that the network was trained with. */
    ImageEmbedder features() {
        return TorchEmbedders.images(images -> network.encode(images).global(), preprocessing, trained);
    }

    @Override
    public void close() {
        resources.run();
    }
}
