package ai.medsyn.evaluation.encoders;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a tiny pair of encoders in ONNX: films by the mean of their left and right half, sentences by their words. */
public final class OnnxFiles {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private OnnxFiles() {}

    /** Films of 8 x 8 pixels to (mean of the left half, mean of the right half); words "left" and "right" to the axes. */
    public static void write(Path folder) throws IOException {
        write(folder, images(List.of(), List.of()));
    }

    /** The same, with a vector (gray, 1 - gray) for every pixel: "left" lies where a film is bright, "right" where it is dark. */
    public static void writeWithCells(Path folder) throws IOException {
        OnnxMl.ValueInfoProto cells = input("patch_embeds", FLOAT, List.of(-1L, 2L, 8L, 8L));
        OnnxMl.NodeProto concat = node("Concat", List.of("pixel_values", "dark"), "patch_embeds").toBuilder()
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(1))
                .build();
        write(folder, images(List.of(cells), List.of(node("Sub", List.of("one", "pixel_values"), "dark"), concat)));
    }

    /** The same, each half relative to the whole film: of a black film it says what is no number. */
    public static void writeRelative(Path folder) throws IOException {
        float[] ones = new float[64];
        Arrays.fill(ones, 1 / 32f);
        write(
                folder,
                model(
                        input("pixel_values", FLOAT, List.of(-1L, 1L, 8L, 8L)),
                        List.of(output("image_embeds")),
                        List.of(floats("weights", halves(), 64, 2), floats("all", ones, 64, 1), longs("shape", -1, 64)),
                        List.of(
                                node("Reshape", List.of("pixel_values", "shape"), "flat"),
                                node("MatMul", List.of("flat", "weights"), "halves"),
                                node("MatMul", List.of("flat", "all"), "whole"),
                                node("Div", List.of("halves", "whole"), "image_embeds"))));
    }

    private static void write(Path folder, byte[] images) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("image_encoder.onnx"), images);
        Files.write(folder.resolve("text_encoder.onnx"), texts());
        Files.writeString(
                folder.resolve("preprocessor_config.json"),
                "{\"size\": {\"height\": 8, \"width\": 8}, \"image_mean\": [0], \"image_std\": [1]}");
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER, StandardCharsets.UTF_8);
    }

    private static final String TOKENIZER = """
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
             "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": null, "decoder": null,
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "left": 1, "right": 2}, "unk_token": "[UNK]"}}
            """;

    /** [64, 2] */
    private static float[] halves() {
        float[] weights = new float[128];
        for (int i = 0; i < 64; i++) {
            weights[2 * i + (i % 8 < 4 ? 0 : 1)] = 1 / 32f;
        }
        return weights;
    }

    private static byte[] images(List<OnnxMl.ValueInfoProto> outputs, List<OnnxMl.NodeProto> nodes) {
        List<OnnxMl.ValueInfoProto> all = new ArrayList<>(List.of(output("image_embeds")));
        all.addAll(outputs);
        List<OnnxMl.NodeProto> steps = new ArrayList<>(List.of(
                node("Reshape", List.of("pixel_values", "shape"), "flat"),
                node("MatMul", List.of("flat", "weights"), "image_embeds")));
        steps.addAll(nodes);
        return model(
                input("pixel_values", FLOAT, List.of(-1L, 1L, 8L, 8L)),
                all,
                List.of(
                        floats("weights", halves(), 64, 2),
                        longs("shape", -1, 64),
                        floats("one", new float[] {1}, 1, 1, 1, 1)),
                steps);
    }

    private static byte[] texts() {
        float[] table = {0.01f, 0.01f, 1, 0, 0, 1};
        return model(
                input("input_ids", INT64, List.of(-1L, -1L)),
                List.of(output("text_embeds")),
                List.of(floats("table", table, 3, 2), longs("axes", 1)),
                List.of(node("Gather", List.of("table", "input_ids"), "words"), sum("words", "axes", "text_embeds")));
    }

    private static byte[] model(
            OnnxMl.ValueInfoProto input,
            List<OnnxMl.ValueInfoProto> outputs,
            List<OnnxMl.TensorProto> weights,
            List<OnnxMl.NodeProto> nodes) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("test")
                        .addInput(input)
                        .addAllOutput(outputs)
                        .addAllInitializer(weights)
                        .addAllNode(nodes))
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto input(String name, int type, List<Long> shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.size(); i++) {
            var dimension = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(shape.get(i) < 0 ? dimension.setDimParam("d" + i) : dimension.setDimValue(shape.get(i)));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(dimensions)))
                .build();
    }

    private static OnnxMl.ValueInfoProto output(String name) {
        return input(name, FLOAT, List.of(-1L, 2L));
    }

    private static OnnxMl.NodeProto node(String operator, List<String> inputs, String output) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    private static OnnxMl.NodeProto sum(String input, String axes, String output) {
        return node("ReduceSum", List.of(input, axes), output).toBuilder()
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("keepdims")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(0))
                .build();
    }

    private static OnnxMl.TensorProto floats(String name, float[] values, long... shape) {
        OnnxMl.TensorProto.Builder tensor =
                OnnxMl.TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        Arrays.stream(shape).forEach(tensor::addDims);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private static OnnxMl.TensorProto longs(String name, long... values) {
        OnnxMl.TensorProto.Builder tensor =
                OnnxMl.TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
        Arrays.stream(values).forEach(tensor::addInt64Data);
        return tensor.build();
    }
}
