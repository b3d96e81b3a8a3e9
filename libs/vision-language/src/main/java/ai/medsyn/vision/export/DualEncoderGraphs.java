package ai.medsyn.vision.export;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.tensor.DType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two ONNX files of a model. */
final class DualEncoderGraphs {
    private static final String BATCH = "batch";

    private DualEncoderGraphs() {}

    /**
     * images [batch, 3, height, width] to features [batch, F], embedding [batch, D] (length 1) and, where the method has them,
     * regions [batch, R, D] (length 1 each).
     */
    static byte[] image(DualEncoder model, Map<String, String> metadata) {
        OnnxGraph graph = new OnnxGraph("image_encoder");
        Weighted weighted = Weighted.of(graph, model);
        String images = graph.input("images", DType.FLOAT32, BATCH, "3", "height", "width");
        ImageGraph.Features features = ImageGraph.of(weighted, "image.", model.imageEncoder())
                .write(enlarged(graph, images, model.upsampledSide()));
        HeadGraph head = new HeadGraph(weighted, model);
        String size = Long.toString(model.imageEncoder().globalSize());
        graph.output("features", features.global(), BATCH, size);
        String dimensions = Long.toString(model.embeddingSize());
        graph.output("embedding", head.image(features.global()), BATCH, dimensions);
        @Nullable String regions = head.regions(features.regions());
        if (regions != null) {
            graph.output("regions", regions, BATCH, "region", dimensions);
        }
        return graph.build(metadata);
    }

    private static String enlarged(OnnxGraph graph, String images, int side) {
        if (side == 0) {
            return images;
        }
        return graph.node(
                "Resize",
                List.of(images, "", "", graph.integers(side, side)),
                OnnxGraph.text("mode", "linear"),
                OnnxGraph.text("coordinate_transformation_mode", "align_corners"),
                OnnxGraph.integers("axes", 2, 3));
    }

    /**
     * input_ids, attention_mask and token_type_ids [batch, length] (int64) to last_hidden_state [batch, length, F] and embedding
     * [batch, D] (length 1).
     */
    static byte[] text(DualEncoder model, Map<String, String> metadata) {
        if (!(model.textEncoder() instanceof Bert bert)) {
            throw new IllegalArgumentException("Expected a BERT to export, but found "
                    + model.textEncoder().getClass().getSimpleName());
        }
        OnnxGraph graph = new OnnxGraph("text_encoder");
        Weighted weighted = Weighted.of(graph, model);
        BertGraph.Inputs inputs = new BertGraph.Inputs(
                graph.input("input_ids", DType.INT64, BATCH, "length"),
                graph.input("attention_mask", DType.INT64, BATCH, "length"),
                graph.input("token_type_ids", DType.INT64, BATCH, "length"));
        BertGraph writer = new BertGraph(weighted, "text.", bert.config());
        List<String> states = writer.write(inputs);
        String embedding = new HeadGraph(weighted, model).text(states, writer.floats(inputs.mask()));
        graph.output("last_hidden_state", states.get(states.size() - 1), BATCH, "length", Long.toString(bert.size()));
        graph.output("embedding", embedding, BATCH, Long.toString(model.embeddingSize()));
        return graph.build(metadata);
    }
}
