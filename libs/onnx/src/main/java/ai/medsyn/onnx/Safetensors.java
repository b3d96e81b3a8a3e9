package ai.medsyn.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file: u64 little-endian length of the header, a JSON header (name to dtype, shape and data_offsets), raw
 * little-endian data. Opening reads and checks the header only; a tensor's bytes are mapped when it is asked for, so files
 * larger than memory, or than 2 GB, are fine as long as each tensor is below 2 GB.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {

    /** The reference implementation's limit: no honest header is larger, and a hostile one must not exhaust memory. */
    private static final long LARGEST_HEADER = 100_000_000;

    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Region(ElementType element, List<Long> shape, long begin, long end) {}

    private final Path file;
    private final long dataStart;
    private final Map<String, Region> regions;
    private final Map<String, String> metadata;

    private Safetensors(Path file, long dataStart, Map<String, Region> regions, Map<String, String> metadata) {
        this.file = file;
        this.dataStart = dataStart;
        this.regions = regions;
        this.metadata = metadata;
    }

    /** @throws IOException if the file cannot be read or is not a whole safetensors file; the message tells what is wrong */
    public static Safetensors open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long length =
                    size < Long.BYTES ? -1 : little(channel, 0, Long.BYTES).getLong();
            if (length < 2 || length > LARGEST_HEADER || length > size - Long.BYTES) {
                throw broken(file, "its header should lie within its " + size + " bytes, found a header of " + length);
            }
            JsonNode header = header(file, little(channel, Long.BYTES, (int) length));
            long dataStart = Long.BYTES + length;
            Map<String, Region> regions = new LinkedHashMap<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (entry.getKey().equals(METADATA)) {
                    entry.getValue()
                            .properties()
                            .forEach(each ->
                                    metadata.put(each.getKey(), each.getValue().asString()));
                } else {
                    regions.put(entry.getKey(), region(file, entry.getKey(), entry.getValue(), size - dataStart));
                }
            }
            return new Safetensors(file, dataStart, regions, metadata);
        }
    }

    /** Names of the tensors, in the order of the header. */
    public Set<String> names() {
        return regions.keySet();
    }

    public boolean has(String name) {
        return regions.containsKey(name);
    }

    /** Free text that the writer of the file left. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Element type of a tensor, without touching its data. */
    public ElementType element(String name) {
        return region(name).element();
    }

    /** Shape of a tensor, without touching its data. */
    public List<Long> shape(String name) {
        return region(name).shape();
    }

    /** Maps the bytes of one tensor. @throws IllegalArgumentException if there is none of that name */
    public StoredTensor get(String name) throws IOException {
        Region region = region(name);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(
                    FileChannel.MapMode.READ_ONLY, dataStart + region.begin(), region.end() - region.begin());
            return new StoredTensor(region.element(), region.shape(), bytes);
        }
    }

    private Region region(String name) {
        Region region = regions.get(name);
        if (region == null) {
            throw new IllegalArgumentException(
                    file.getFileName() + " has no tensor \"" + name + "\"; it has " + regions.keySet());
        }
        return region;
    }

    /** Writes the tensors in the order of the map, to a draft beside the file that then takes its name. */
    public static void write(Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata)
            throws IOException {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        long offset = 0;
        for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
            StoredTensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", tensor.element().name());
            tensor.shape().forEach(node.putArray("shape")::add);
            long end = offset + tensor.data().remaining();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".draft");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                put(channel, padded(header));
                for (StoredTensor tensor : tensors.values()) {
                    put(channel, tensor.data());
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** The header and its length, filled with spaces so that the data starts at a multiple of eight. */
    private static ByteBuffer padded(ObjectNode header) {
        byte[] json = JSON.writeValueAsBytes(header);
        int length = json.length + 7 & ~7;
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(length).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return buffer.flip();
    }

    private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static JsonNode header(Path file, ByteBuffer bytes) throws IOException {
        try {
            JsonNode header = JSON.readTree(StandardCharsets.UTF_8.decode(bytes).toString());
            if (header.isObject()) {
                return header;
            }
        } catch (JacksonException e) {
            throw broken(file, "its header should be JSON, found: " + e.getOriginalMessage());
        }
        throw broken(file, "its header should be a JSON object");
    }

    private static Region region(Path file, String name, JsonNode node, long dataSize) throws IOException {
        try {
            ElementType element = ElementType.valueOf(node.path("dtype").asString());
            List<Long> shape = new ArrayList<>();
            long bytes = element.bytes();
            for (JsonNode size : node.path("shape")) {
                shape.add(size.asLong());
                bytes = Math.multiplyExact(bytes, size.asLong());
            }
            long begin = node.path("data_offsets").path(0).asLong(-1);
            long end = node.path("data_offsets").path(1).asLong(-1);
            if (begin < 0 || end > dataSize || end - begin != bytes || bytes < 0) {
                throw broken(
                        file,
                        "tensor \"" + name + "\" of " + element + " " + shape + " takes " + bytes + " bytes within "
                                + dataSize + " bytes of data, found the range " + begin + " to " + end);
            }
            return new Region(element, List.copyOf(shape), begin, end);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw broken(file, "tensor \"" + name + "\" should have a known dtype and shape, found " + node);
        }
    }

    private static ByteBuffer little(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // reads on until the buffer is full or the file ends
        }
        return buffer.flip();
    }

    private static IOException broken(Path file, String reason) {
        return new IOException(file.getFileName() + " is not a whole safetensors file: " + reason);
    }
}
