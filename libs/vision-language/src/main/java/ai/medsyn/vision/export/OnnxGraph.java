package ai.medsyn.vision.export;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An ONNX graph under construction. Values are named by strings; every node method returns the name of what it makes. */
final class OnnxGraph {
    /** Of 2022-12: LayerNormalization is in, ONNX Runtime 1.14 and later run it. */
    private static final long OPERATOR_SET = 18;

    private static final long FORMAT_VERSION = 8;

    private final GraphProto.Builder graph;
    private final Set<String> initializers = new HashSet<>();
    private int values;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** @param shape numbers for fixed sizes, names for free ones */
    String input(String name, DType type, String... shape) {
        graph.addInput(value(name, type, shape));
        return name;
    }

    void output(String name, String from, String... shape) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(from)
                .addOutput(name));
        graph.addOutput(value(name, DType.FLOAT32, shape));
    }

    /** Stores a float32 or int64 tensor once under its name. */
    String initializer(String name, Tensor tensor) {
        if (initializers.add(name)) {
            TensorProto.Builder stored = TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(elementType(tensor.dtype()))
                    .setRawData(ByteString.copyFrom(Tensors.bytes(tensor)));
            for (long size : tensor.shape()) {
                stored.addDims(size);
            }
            graph.addInitializer(stored);
        }
        return name;
    }

    String constant(double number) {
        return initializer("constant_" + number, Tensors.full(number));
    }

    String integers(long... numbers) {
        StringBuilder name = new StringBuilder("integers");
        for (long number : numbers) {
            name.append('_').append(number);
        }
        return initializer(name.toString(), Tensors.of(numbers, numbers.length));
    }

    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + values++;
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... attribute) {
        AttributeProto.Builder builder =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long each : attribute) {
            builder.addInts(each);
        }
        return builder.build();
    }

    static AttributeProto number(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    byte[] build(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT_VERSION)
                .setProducerName("medsyn")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private static ValueInfoProto value(String name, DType type, String... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (String size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            sizes.addDim(
                    size.matches("\\d+") ? dimension.setDimValue(Long.parseLong(size)) : dimension.setDimParam(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(elementType(type))
                                .setShape(sizes)))
                .build();
    }

    private static int elementType(DType type) {
        return switch (type) {
            case FLOAT32 -> TensorProto.DataType.FLOAT.getNumber();
            case INT64 -> TensorProto.DataType.INT64.getNumber();
            default ->
                throw new IllegalArgumentException("Expected float32 or int64 in an exported graph, but found " + type);
        };
    }
}
