package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.TensorBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An image encoder in ONNX: {@code pixel_values [N, C, H, W]} to one vector per film. Films go one by one, so that none depends on its neighbours. */
final class OnnxImageEmbedder implements ImageEmbedder {

    private static final String[] OUTPUTS = {"image_embeds", "embeddings", "embedding", "pooler_output", "features"};

    private final OnnxSession session;
    private final Preprocessing preprocessing;
    private final Port input;
    private final Port output;
    private final EncoderIdentity identity;

    OnnxImageEmbedder(OnnxSession session, Preprocessing preprocessing, String id, String weights) {
        this.session = session;
        this.preprocessing = preprocessing;
        this.input = session.inputs().size() == 1
                ? session.inputs().get(0)
                : session.input("pixel_values", "image", "images");
        this.output = session.output(OUTPUTS);
        if (input.rank() != 4 || output.rank() != 2) {
            throw new InvalidModelException(session.name()
                    + ": an image encoder from [N, C, H, W] to [N, D] was expected, found " + input + " to " + output);
        }
        this.identity = new EncoderIdentity(id, weights, preprocessing.describe(channels()));
    }

    private int channels() {
        return (int) Math.max(1, input.size(1) < 0 ? 3 : input.size(1));
    }

    @Override
    public EncoderIdentity identity() {
        return identity;
    }

    @Override
    public List<float[]> embed(List<GrayImage> films) {
        int side = preprocessing.side();
        List<float[]> vectors = new ArrayList<>(films.size());
        try (TensorBuffer in = new TensorBuffer(input.type(), 1, channels(), side, side)) {
            for (GrayImage film : films) {
                in.put(0, preprocessing.tensor(film, channels()));
                vectors.add(
                        session.run(Map.of(input.name(), in.tensor()), output).values());
            }
        }
        return vectors;
    }
}
