package ai.medsyn.vision.weights;

import ai.medsyn.onnx.ElementType;
import ai.medsyn.onnx.Safetensors;
import ai.medsyn.onnx.StoredTensor;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes tensors as safetensors, in their own element types. */
public final class SafetensorsWeights {
    private SafetensorsWeights() {}

    /**
     * Reads all tensors of a file, or of all files that a {@code *.safetensors.index.json} lists. Files are mapped, one tensor is
     * copied at a time.
     *
     * @throws IOException if a file is missing, incomplete or lacks a tensor that the index promises
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return file.getFileName().toString().endsWith(".json") ? readShards(file) : readFile(file);
    }

    /** Writes tensors to a draft beside the file that then takes its name. */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> stored.put(name, store(tensor)));
        Safetensors.write(file, stored, metadata);
    }

    public static StoredTensor store(Tensor tensor) {
        return new StoredTensor(
                element(tensor.dtype()), Arrays.stream(tensor.shape()).boxed().toList(), Tensors.bytes(tensor));
    }

    /** A copy in LibTorch's memory: floats of 8 bits as float32, unsigned integers as int64. */
    public static Tensor load(StoredTensor stored) {
        return switch (stored.element()) {
            case U16, U32, U64 -> Tensors.of(stored.longs(), stored.dimensions());
            case F8_E4M3, F8_E5M2, F8_E8M0 -> Tensors.of(stored.floats(), stored.dimensions());
            default -> Tensors.of(stored.data(), dtype(stored.element()), stored.dimensions());
        };
    }

    private static Map<String, Tensor> readFile(Path file) throws IOException {
        Safetensors source = Safetensors.open(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : source.names()) {
            tensors.put(name, load(source.get(name)));
        }
        return tensors;
    }

    private static Map<String, Tensor> readShards(Path index) throws IOException {
        JsonNode map;
        try {
            map = JsonMapper.builder().build().readTree(Files.readString(index)).path("weight_map");
        } catch (JacksonException e) {
            throw new IOException(
                    index.getFileName() + " should be a JSON index of shards, found: " + e.getOriginalMessage(), e);
        }
        Map<String, Safetensors> shards = new LinkedHashMap<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asString();
            if (!shard.matches("[\\w.-]+") || shard.startsWith(".")) {
                throw new IOException(
                        index.getFileName() + " should name files beside itself, found \"" + shard + "\"");
            }
            if (!shards.containsKey(shard)) {
                shards.put(shard, Safetensors.open(index.resolveSibling(shard)));
            }
            Safetensors source = shards.get(shard);
            if (source == null || !source.has(entry.getKey())) {
                throw new IOException(shard + " should hold \"" + entry.getKey() + "\" according to "
                        + index.getFileName() + ", but does not: fetch all files of one revision");
            }
            tensors.put(entry.getKey(), load(source.get(entry.getKey())));
        }
        return tensors;
    }

    private static ElementType element(DType type) {
        return switch (type) {
            case FLOAT64 -> ElementType.F64;
            case FLOAT32 -> ElementType.F32;
            case FLOAT16 -> ElementType.F16;
            case BFLOAT16 -> ElementType.BF16;
            case INT64 -> ElementType.I64;
            case INT32 -> ElementType.I32;
            case INT16 -> ElementType.I16;
            case INT8 -> ElementType.I8;
            case UINT8 -> ElementType.U8;
            case BOOL -> ElementType.BOOL;
        };
    }

    private static DType dtype(ElementType element) {
        return switch (element) {
            case F64 -> DType.FLOAT64;
            case F32, F8_E4M3, F8_E5M2, F8_E8M0 -> DType.FLOAT32;
            case F16 -> DType.FLOAT16;
            case BF16 -> DType.BFLOAT16;
            case I64, U64, U32 -> DType.INT64;
            case I32, U16 -> DType.INT32;
            case I16 -> DType.INT16;
            case I8 -> DType.INT8;
            case U8 -> DType.UINT8;
            case BOOL -> DType.BOOL;
        };
    }
}
