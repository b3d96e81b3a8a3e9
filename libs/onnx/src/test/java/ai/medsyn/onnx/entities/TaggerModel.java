package ai.medsyn.onnx.entities;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a model directory whose network looks the tag of every token up in a table: logits = Gather(table, input_ids). */
final class TaggerModel {

    static final List<String> LABELS = List.of(
            "O",
            "B-ABNORMALITY",
            "I-ABNORMALITY",
            "B-NON-ABNORMALITY",
            "I-NON-ABNORMALITY",
            "B-DISEASE",
            "I-DISEASE",
            "B-NON-DISEASE",
            "I-NON-DISEASE",
            "B-ANATOMY",
            "I-ANATOMY");

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private TaggerModel() {}

    /** @param tags the tag of each token of the vocabulary, in the order of the vocabulary */
    static Path write(Path directory, Map<String, String> tags) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("vocab.txt"), tags.keySet(), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"do_lower_case\": true}");
        config(directory, LABELS);
        int size = tags.size();
        ByteBuffer table =
                ByteBuffer.allocate(size * LABELS.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (String tag : tags.values()) {
            for (String label : LABELS) {
                table.putFloat(label.equals(tag) ? 4 : -1);
            }
        }
        byte[] graph = graph(table.array(), size);
        byte[] model = message(out -> {
            out.writeInt64(1, 8); // ir_version
            bytes(out, 7, graph);
            bytes(out, 8, message(opset -> opset.writeInt64(2, 13)));
        });
        Files.write(directory.resolve("model.onnx"), model);
        return directory;
    }

    static void config(Path directory, List<String> labels) throws IOException {
        Map<String, String> ids = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            ids.put(String.valueOf(i), labels.get(i));
        }
        Map<String, Object> config = Map.of("id2label", ids, "max_position_embeddings", 64);
        Files.writeString(directory.resolve("config.json"), JsonMapper.shared().writeValueAsString(config));
    }

    private static byte[] graph(byte[] table, int size) throws IOException {
        byte[] gather = message(node -> {
            node.writeString(1, "table");
            node.writeString(1, "input_ids");
            node.writeString(2, "logits");
            node.writeString(4, "Gather");
        });
        byte[] weights = message(tensor -> {
            tensor.writeInt64(1, size);
            tensor.writeInt64(1, LABELS.size());
            tensor.writeInt32(2, FLOAT);
            tensor.writeString(8, "table");
            tensor.writeByteArray(9, table);
        });
        return message(out -> {
            bytes(out, 1, gather);
            out.writeString(2, "tagger");
            bytes(out, 5, weights);
            bytes(out, 11, value("input_ids", INT64, "batch", "sequence"));
            bytes(out, 11, value("attention_mask", INT64, "batch", "sequence"));
            bytes(out, 12, value("logits", FLOAT, "batch", "sequence", "labels"));
        });
    }

    private static byte[] value(String name, int element, String... dimensions) throws IOException {
        byte[] shape = message(out -> {
            for (String dimension : dimensions) {
                bytes(out, 1, message(size -> size.writeString(2, dimension)));
            }
        });
        byte[] tensor = message(out -> {
            out.writeInt32(1, element);
            bytes(out, 2, shape);
        });
        return message(out -> {
            out.writeString(1, name);
            bytes(out, 2, message(type -> bytes(type, 1, tensor)));
        });
    }

    private static void bytes(CodedOutputStream out, int field, byte[] content) throws IOException {
        out.writeByteArray(field, content);
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
