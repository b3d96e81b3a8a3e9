package ai.medsyn.vision.weights;

import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.weights.PickleMachine.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tensors of an archive that {@code torch.save} (PyTorch 1.6 or later) or {@code torch.jit.save} wrote: a zip with a
 * pickle ({@code data.pkl}) that describes and raw files ({@code data/0}, ...) that hold. Tensors get dotted names from the dicts
 * and modules around them; numbers, texts and code are left out. Nothing is executed, see {@link PickleMachine}.
 */
public final class TorchArchive {
    private static final int LARGEST_PICKLE = 64 << 20;
    private static final int DEEPEST = 50;

    private final ZipFile zip;
    private final String folder;
    private final Map<String, Tensor> storages = new LinkedHashMap<>();

    private TorchArchive(ZipFile zip, String folder) {
        this.zip = zip;
        this.folder = folder;
    }

    /** @throws IOException if the archive is damaged, see {@link WeightsFormatException} for pickles that hold more than weights */
    public static Map<String, Tensor> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String pickle = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals("data.pkl") || name.endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow(() -> new WeightsFormatException(
                            file.getFileName() + " should hold data.pkl, as archives of torch.save do, but does not"));
            return new TorchArchive(zip, pickle.substring(0, pickle.length() - "data.pkl".length())).read();
        } catch (ZipException e) {
            throw new WeightsFormatException(
                    file.getFileName() + " is a damaged archive: " + e.getMessage() + "; fetch it again");
        }
    }

    private Map<String, Tensor> read() throws IOException {
        @Nullable ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null && !"little".equals(new String(bytes(order, 16), StandardCharsets.UTF_8).strip())) {
            throw new WeightsFormatException(
                    "The archive was written on a big-endian machine: convert it to safetensors");
        }
        byte[] pickle = bytes(zip.getEntry(folder + "data.pkl"), LARGEST_PICKLE);
        Object root = new PickleMachine(pickle, new PickleCalls(this::storage)).run();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        collect("", root, tensors, 0);
        if (tensors.isEmpty()) {
            throw new WeightsFormatException("The archive should hold tensors, but holds none");
        }
        return tensors;
    }

    private Tensor storage(String key, DType type, long count) throws IOException {
        Tensor known = storages.get(key);
        if (known == null) {
            @Nullable ZipEntry entry = zip.getEntry(folder + "data/" + key);
            long size = Math.multiplyExact(count, type.bytes());
            // torch writes storages uncompressed; a compressed one could unpack to more than the file ever held
            if (entry != null && entry.getMethod() != ZipEntry.STORED) {
                throw new WeightsFormatException("The archive should hold data/" + key
                        + " uncompressed, as torch.save writes it, but it is compressed");
            }
            if (entry == null || entry.getSize() != size) {
                throw new WeightsFormatException(
                        "The archive should hold " + size + " bytes as data/" + key + ", but holds "
                                + (entry == null ? "nothing" : entry.getSize() + " bytes") + ": fetch it again");
            }
            known = Tensors.of(ByteBuffer.wrap(bytes(entry, Math.toIntExact(size))), type, count);
            storages.put(key, known);
        }
        return known;
    }

    private byte[] bytes(ZipEntry entry, int largest) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(largest);
            if (in.read() >= 0) {
                throw new WeightsFormatException(
                        entry.getName() + " should have at most " + largest + " bytes, but goes on");
            }
            return bytes;
        }
    }

    /** @param depth containers above this one; a pickle may put a list into itself */
    private static void collect(String name, Object value, Map<String, Tensor> tensors, int depth)
            throws WeightsFormatException {
        if (depth > DEEPEST) {
            throw new WeightsFormatException(
                    "The pickle should nest at most " + DEEPEST + " containers, but goes deeper at " + name);
        }
        if (value instanceof Tensor tensor) {
            tensors.put(name.isEmpty() ? "tensor" : name, tensor);
        } else if (value instanceof Instance instance) {
            collect(name, instance.attributes(), tensors, depth + 1);
        } else if (value instanceof Map<?, ?> dict) {
            for (Map.Entry<?, ?> each : dict.entrySet()) {
                collect(join(name, String.valueOf(each.getKey())), each.getValue(), tensors, depth + 1);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(join(name, Integer.toString(i)), list.get(i), tensors, depth + 1);
            }
        }
    }

    private static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }
}
