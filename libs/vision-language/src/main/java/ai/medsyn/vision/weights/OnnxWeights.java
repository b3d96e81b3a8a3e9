package ai.medsyn.vision.weights;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of an ONNX file that PyTorch exported. Weights of linear layers lie there transposed and without a name; each
 * gets its name back from the bias that is added right after its product.
 */
public final class OnnxWeights {
    private static final String ANONYMOUS = "onnx::MatMul_";

    private OnnxWeights() {}

    public static Map<String, Tensor> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** @throws IOException if a parameter has no name, lies in another file or is not of floating point or integers */
    public static Map<String, Tensor> read(InputStream onnx) throws IOException {
        GraphProto graph = ModelProto.parseFrom(onnx).getGraph();
        Map<String, String> names = linearNames(graph);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (TensorProto initializer : graph.getInitializerList()) {
            Tensor tensor = tensor(initializer);
            String linear = names.get(initializer.getName());
            if (linear != null) {
                weights.put(linear, tensor.transpose(0, 1).contiguous());
            } else if (initializer.getName().startsWith(ANONYMOUS)) {
                throw new WeightsFormatException(
                        "The ONNX parameter \"" + initializer.getName()
                                + "\" belongs to no named bias, so its place in a network is unknown: bring the weights as safetensors");
            } else {
                weights.put(initializer.getName(), tensor);
            }
        }
        return weights;
    }

    /** From anonymous weights to names: x W then + layer.bias makes W the transposed layer.weight. */
    private static Map<String, String> linearNames(GraphProto graph) {
        Map<String, String> weightOfProduct = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("MatMul") && node.getInput(1).startsWith(ANONYMOUS)) {
                weightOfProduct.put(node.getOutput(0), node.getInput(1));
            }
        }
        Map<String, String> names = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Add")) {
                name(names, weightOfProduct.get(node.getInput(0)), node.getInput(1));
                name(names, weightOfProduct.get(node.getInput(1)), node.getInput(0));
            }
        }
        return names;
    }

    private static void name(Map<String, String> names, @Nullable String weight, String bias) {
        if (weight != null && bias.endsWith(".bias")) {
            names.put(weight, bias.substring(0, bias.length() - "bias".length()) + "weight");
        }
    }

    private static Tensor tensor(TensorProto proto) throws IOException {
        long[] shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new WeightsFormatException("The ONNX parameter \"" + proto.getName()
                    + "\" lies in another file: bring the weights as safetensors");
        }
        if (proto.getFloatDataCount() > 0) {
            float[] values = new float[proto.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = proto.getFloatData(i);
            }
            return Tensors.of(values, shape);
        }
        ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer();
        return Tensors.of(raw, dtype(proto), shape);
    }

    private static DType dtype(TensorProto proto) throws IOException {
        return switch (proto.getDataType()) {
            case 1 -> DType.FLOAT32;
            case 10 -> DType.FLOAT16;
            case 11 -> DType.FLOAT64;
            case 16 -> DType.BFLOAT16;
            case 6 -> DType.INT32;
            case 7 -> DType.INT64;
            default ->
                throw new WeightsFormatException("The ONNX parameter \"" + proto.getName() + "\" has element type "
                        + proto.getDataType() + ", expected floating point or integers");
        };
    }
}
