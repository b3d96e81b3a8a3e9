package ai.medsyn.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What an ONNX file says about itself, read in one pass that skips the weights: so a file that is cut off, lacks its external data or needs operators
 * that nobody has is found before native code sees it. Field numbers are those of {@code onnx.proto}.
 *
 * @param opsets version of each operator set that the graph imports; "" is ONNX's own
 * @param operators "domain:operator" of every node outside of ONNX's own domain that the file does not define itself
 * @param inputs sizes of each input that is no weight, outermost first: a number, a name, or "" where the file says nothing
 * @param external bytes that each external data file must have, by path relative to the model
 */
public record OnnxGraph(
        SortedMap<String, Long> opsets,
        SortedSet<String> operators,
        SortedMap<String, List<String>> inputs,
        SortedMap<String, Long> external) {

    /** Domains whose operators ONNX Runtime brings. */
    private static final Set<String> KNOWN_DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.experimental", "com.microsoft.nchwc");

    /** External data may be padded at its end, to a page or to Windows' allocation granularity. */
    private static final long PADDING = 1 << 16;

    /**
     * Reads a file.
     *
     * @throws InvalidModelException if it is not a whole ONNX model
     */
    public static OnnxGraph read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            CodedInputStream proto = CodedInputStream.newInstance(in);
            proto.setSizeLimit(Integer.MAX_VALUE);
            OnnxGraph graph = new OnnxGraphReader().read(proto);
            if (graph.opsets().isEmpty()) {
                throw new InvalidModelException(name(file) + ": an ONNX model was expected, found " + Files.size(file)
                        + " bytes that import no operator set");
            }
            return graph;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new InvalidModelException(
                    name(file) + ": a whole ONNX model was expected, found " + size(file)
                            + " bytes that end or break in its middle; copy or export it again",
                    e);
        } catch (IOException e) {
            throw new InvalidModelException(name(file) + ": cannot be read", e);
        }
    }

    /**
     * Checks that ONNX Runtime can have what the graph needs.
     *
     * @param file where the graph was read from
     * @throws InvalidModelException with everything that is wrong
     */
    public void check(Path file) {
        List<String> violations = new ArrayList<>();
        for (String operator : operators) {
            if (!KNOWN_DOMAINS.contains(operator.substring(0, operator.lastIndexOf(':')))) {
                violations.add("operator " + operator
                        + " is not part of ONNX Runtime; export the model without custom operators");
            }
        }
        external.forEach((location, expected) -> {
            Path data = file.resolveSibling(location).normalize();
            if (!data.startsWith(file.toAbsolutePath().getParent()) && !data.startsWith(parent(file))) {
                violations.add("external data must lie beside the model, found the location " + location);
            } else if (!Files.isRegularFile(data)) {
                violations.add(
                        "external data " + location + " of " + expected + " bytes was expected beside it, found none");
            } else if (size(data) < expected || size(data) > expected + PADDING) {
                violations.add("external data " + location + " of " + expected + " bytes was expected, found "
                        + size(data) + " bytes; copy or export both files again");
            }
        });
        if (!violations.isEmpty()) {
            throw new InvalidModelException(name(file) + ": " + String.join("; ", violations));
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The file with its folder, as "unet/model.onnx": no more of the path may reach a user. */
    static String name(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null || parent.getFileName() == null
                ? String.valueOf(file.getFileName())
                : parent.getFileName() + "/" + file.getFileName();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
