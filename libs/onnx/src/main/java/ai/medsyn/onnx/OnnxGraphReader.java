package ai.medsyn.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks the messages of an ONNX file that matter and skips the rest, above all raw_data. */
final class OnnxGraphReader {

    /** Graphs inside of graphs inside of graphs: no exporter comes near this. */
    private static final int DEEPEST = 64;

    /** Bytes of an element by the number of its type in onnx.proto; types of less than a byte and texts are not external. */
    private static final Map<Integer, Integer> ELEMENT_BYTES = Map.ofEntries(
            Map.entry(1, 4),
            Map.entry(2, 1),
            Map.entry(3, 1),
            Map.entry(4, 2),
            Map.entry(5, 2),
            Map.entry(6, 4),
            Map.entry(7, 8),
            Map.entry(9, 1),
            Map.entry(10, 2),
            Map.entry(11, 8),
            Map.entry(12, 4),
            Map.entry(13, 8),
            Map.entry(16, 2));

    private final SortedMap<String, Long> opsets = new TreeMap<>();
    private final SortedSet<String> used = new TreeSet<>();
    private final SortedSet<String> defined = new TreeSet<>();
    private final SortedMap<String, List<String>> inputs = new TreeMap<>();
    private final SortedMap<String, Long> external = new TreeMap<>();
    private int depth;

    private interface Message {
        void read(CodedInputStream in) throws IOException;
    }

    OnnxGraph read(CodedInputStream proto) throws IOException {
        model(proto);
        used.removeAll(defined);
        return new OnnxGraph(opsets, used, inputs, external);
    }

    private static void nested(CodedInputStream in, Message message) throws IOException {
        int limit = in.pushLimit(in.readRawVarint32());
        message.read(in);
        if (in.getBytesUntilLimit() > 0) {
            throw new IllegalArgumentException("the file ends within a message");
        }
        in.popLimit(limit);
    }

    private static int field(int tag) {
        return tag >>> 3;
    }

    /** ModelProto. */
    private void model(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 7 -> nested(in, this::graph);
                case 8 -> nested(in, this::opset);
                case 25 -> nested(in, this::function);
                default -> in.skipField(tag);
            }
        }
    }

    /** OperatorSetIdProto. */
    private void opset(CodedInputStream in) throws IOException {
        String domain = "";
        long version = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 1 -> domain = in.readString();
                case 2 -> version = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        opsets.put(domain, version);
    }

    /** GraphProto. */
    private void graph(CodedInputStream in) throws IOException {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("graphs nested too deeply");
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 1 -> nested(in, this::node);
                case 5 -> nested(in, this::tensor);
                case 11 -> nested(in, this::input);
                default -> in.skipField(tag);
            }
        }
        depth--;
    }

    /** ValueInfoProto; only those of the outermost graph count. */
    private void input(CodedInputStream in) throws IOException {
        String name = "";
        List<String> sizes = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 1 -> name = in.readString();
                case 2 -> only(in, 1, type -> only(type, 2, shape -> only(shape, 1, size -> sizes.add(size(size)))));
                default -> in.skipField(tag);
            }
        }
        if (depth == 1) {
            inputs.put(name, List.copyOf(sizes));
        }
    }

    /** A message of which one nested field matters: TypeProto, its Tensor, TensorShapeProto. */
    private static void only(CodedInputStream in, int field, Message message) throws IOException {
        nested(in, inner -> {
            for (int tag = inner.readTag(); tag != 0; tag = inner.readTag()) {
                if (field(tag) == field && (tag & 7) == 2) {
                    message.read(inner); // which reads its own length
                } else {
                    inner.skipField(tag);
                }
            }
        });
    }

    /** TensorShapeProto.Dimension: dim_value or dim_param. */
    private static String size(CodedInputStream in) throws IOException {
        String[] size = {""};
        nested(in, dimension -> {
            for (int tag = dimension.readTag(); tag != 0; tag = dimension.readTag()) {
                switch (field(tag)) {
                    case 1 -> size[0] = Long.toString(dimension.readInt64());
                    case 2 -> size[0] = dimension.readString();
                    default -> dimension.skipField(tag);
                }
            }
        });
        return size[0];
    }

    /** FunctionProto. */
    private void function(CodedInputStream in) throws IOException {
        String name = "";
        String domain = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 1 -> name = in.readString();
                case 7 -> nested(in, this::node);
                case 10 -> domain = in.readString();
                default -> in.skipField(tag);
            }
        }
        defined.add(domain + ":" + name);
    }

    /** NodeProto. */
    private void node(CodedInputStream in) throws IOException {
        String type = "";
        String domain = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 4 -> type = in.readString();
                case 5 -> nested(in, this::attribute);
                case 7 -> domain = in.readString();
                default -> in.skipField(tag);
            }
        }
        if (!domain.isEmpty()) {
            used.add(domain + ":" + type);
        }
    }

    /** AttributeProto: constants and the graphs of control flow. */
    private void attribute(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 5, 10 -> nested(in, this::tensor);
                case 6, 11 -> nested(in, this::graph);
                default -> in.skipField(tag);
            }
        }
    }

    /** TensorProto. */
    private void tensor(CodedInputStream in) throws IOException {
        long elements = 1;
        int type = 0;
        Map<String, String> data = new TreeMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 1 -> elements = dimensions(in, tag, elements);
                case 2 -> type = in.readInt32();
                case 13 -> nested(in, entry -> entry(entry, data));
                default -> in.skipField(tag);
            }
        }
        String location = data.get("location");
        if (location != null) {
            long length = data.containsKey("length")
                    ? Long.parseLong(data.get("length"))
                    : elements * ELEMENT_BYTES.getOrDefault(type, 1);
            external.merge(location, Long.parseLong(data.getOrDefault("offset", "0")) + length, Math::max);
        }
    }

    /** Dimensions are packed or one by one. */
    private static long dimensions(CodedInputStream in, int tag, long elements) throws IOException {
        if ((tag & 7) != 2) {
            return elements * in.readInt64();
        }
        long product = elements;
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
            product *= in.readInt64();
        }
        in.popLimit(limit);
        return product;
    }

    /** StringStringEntryProto. */
    private void entry(CodedInputStream in, Map<String, String> into) throws IOException {
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (field(tag)) {
                case 1 -> key = in.readString();
                case 2 -> value = in.readString();
                default -> in.skipField(tag);
            }
        }
        into.put(key, value);
    }
}
