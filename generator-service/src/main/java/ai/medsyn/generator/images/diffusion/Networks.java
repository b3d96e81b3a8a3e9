package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.OnnxGraph;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.SessionSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The U-Net's session, made for the shape in use: symbolic dimensions become numbers, so that the runtime folds all arithmetic about shapes and plans memory
 * once. One shape is held at a time, since a session holds all weights.
 */
final class Networks implements AutoCloseable {

    private final Path file;
    private final PipelineSettings settings;
    private final OnnxGraph graph;
    private @Nullable UNet current;

    Networks(Path file, PipelineSettings settings) {
        this.file = file;
        this.settings = settings;
        this.graph = OnnxGraph.read(file);
    }

    /** The U-Net at a shape. */
    UNet at(UNet.Shape shape) {
        UNet held = current;
        if (held != null && held.shape().equals(shape)) {
            return held;
        }
        OnnxSession session = held == null || settings.fixedShapes() ? null : held.session();
        if (held != null) {
            current = null;
            held.close();
            if (session == null) {
                held.session().close();
            }
        }
        UNet made = new UNet(session == null ? open(shape) : session, shape);
        current = made;
        return made;
    }

    private OnnxSession open(UNet.Shape shape) {
        SessionSettings session = settings.session();
        return OnnxSession.open(file, settings.fixedShapes() ? session.withDimensions(dimensions(shape)) : session);
    }

    /** Sizes by name. A name that would stand for two sizes stays open. */
    private Map<String, Long> dimensions(UNet.Shape shape) {
        Map<String, Long> sizes = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        name(sizes, ambiguous, "sample", List.of(shape.rows(), shape.channels(), shape.height(), shape.width()));
        name(sizes, ambiguous, "encoder_hidden_states", List.of(shape.rows(), shape.tokens(), shape.embedding()));
        name(sizes, ambiguous, "timestep", List.of(1));
        sizes.keySet().removeAll(ambiguous);
        return sizes;
    }

    private void name(Map<String, Long> sizes, Set<String> ambiguous, String input, List<Integer> shape) {
        List<String> names = graph.inputs().getOrDefault(input, List.of());
        for (int i = 0; i < Math.min(names.size(), shape.size()); i++) {
            String name = names.get(i);
            if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
                Long before = sizes.put(name, shape.get(i).longValue());
                if (before != null && before != shape.get(i).longValue()) {
                    ambiguous.add(name);
                }
            }
        }
    }

    long nanos() {
        return current == null ? 0 : current.session().nanos();
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current.session().close();
            current = null;
        }
    }
}
