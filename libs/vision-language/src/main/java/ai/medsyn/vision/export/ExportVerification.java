package ai.medsyn.vision.export;

import ai.medsyn.onnx.RuntimeProcess;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.encoders.VisionTransformer;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs an exported graph and the model on the same inputs. */
final class ExportVerification {
    private static final int IMAGES = 2;
    private static final int IMAGE_SIDE = 224;
    private static final long SEED = 20260101;

    private ExportVerification() {}

    /** Largest absolute difference of all outputs of an image graph. */
    static double image(DualEncoder model, byte[] onnx) throws OrtException {
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            Tensor images = images(model.imageEncoder());
            Map<String, Tensor> expected = new LinkedHashMap<>();
            expected.put("features", model.features(images).global());
            expected.put("embedding", model.embedImages(images));
            if (model.hasRegions()) {
                expected.put("regions", model.embedRegions(images).flatten(1, 2));
            }
            return difference(onnx, Map.of("images", images), expected);
        }
    }

    /** Largest absolute difference of all outputs of a text graph, at tokens that count. */
    static double text(DualEncoder model, byte[] onnx) throws OrtException {
        try (TensorScope scope = TensorScope.open();
                NoGradient off = NoGradient.on()) {
            TokenBatch tokens = texts((Bert) model.textEncoder());
            Map<String, Tensor> expected = new LinkedHashMap<>();
            expected.put("last_hidden_state", model.textEncoder().encode(tokens).tokens());
            expected.put("embedding", model.embedTexts(tokens));
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            inputs.put("input_ids", tokens.ids());
            inputs.put("attention_mask", tokens.mask());
            inputs.put("token_type_ids", tokens.typeIds());
            return difference(onnx, inputs, expected);
        }
    }

    private static Tensor images(ImageEncoder encoder) {
        int side = encoder instanceof VisionTransformer transformer
                ? (int) transformer.config().image()
                : IMAGE_SIDE;
        SplittableRandom random = new SplittableRandom(SEED);
        float[] pixels = new float[IMAGES * 3 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(-2, 2);
        }
        return Tensors.of(pixels, IMAGES, 3, side, side);
    }

    /** Two texts, one of them padded. */
    private static TokenBatch texts(Bert bert) {
        SplittableRandom random = new SplittableRandom(SEED);
        int length = (int) Math.min(12, bert.maximumLength());
        List<TokenBatch.Text> texts = new ArrayList<>();
        for (int tokens : new int[] {length, Math.max(2, length - 5)}) {
            long[] ids =
                    random.longs(tokens, 0, bert.config().sizes().vocabulary()).toArray();
            texts.add(TokenBatch.Text.of(ids, new boolean[tokens]));
        }
        return TokenBatch.of(texts, length);
    }

    private static double difference(byte[] onnx, Map<String, Tensor> inputs, Map<String, Tensor> expected)
            throws OrtException {
        OrtEnvironment environment = RuntimeProcess.environment();
        Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(onnx, options)) {
                for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                    feeds.put(input.getKey(), feed(environment, input.getValue()));
                }
                try (OrtSession.Result results = session.run(feeds)) {
                    double largest = 0;
                    for (Map.Entry<String, Tensor> output : expected.entrySet()) {
                        OnnxTensor result = (OnnxTensor) results.get(output.getKey())
                                .orElseThrow(
                                        () -> new IllegalStateException("The graph has no output " + output.getKey()));
                        largest = Math.max(largest, difference(result, output.getValue()));
                    }
                    return largest;
                }
            }
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    private static double difference(OnnxTensor result, Tensor expected) {
        Tensor actual = Tensors.of(floats(result), expected.shape());
        Tensor difference = actual.minus(expected).abs();
        return difference.hasNonFinite() ? Double.NaN : difference.max().item();
    }

    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static OnnxTensor feed(OrtEnvironment environment, Tensor tensor) throws OrtException {
        return tensor.dtype().isFloatingPoint()
                ? OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), tensor.shape())
                : OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), tensor.shape());
    }
}
