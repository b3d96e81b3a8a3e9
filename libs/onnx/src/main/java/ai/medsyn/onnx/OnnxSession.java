package ai.medsyn.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One network in ONNX Runtime. Inputs and outputs are described as the file says, so that callers adapt to names, ranks and element types instead of
 * assuming them. Runs may come from several threads.
 */
public final class OnnxSession implements AutoCloseable {

    private final String name;
    private final OrtSession session;
    private final Device device;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final AtomicLong nanos = new AtomicLong();

    private OnnxSession(String name, OrtSession session, Device device) throws OrtException {
        this.name = name;
        this.session = session;
        this.device = device;
        this.inputs = ports(session.getInputInfo());
        this.outputs = ports(session.getOutputInfo());
    }

    /**
     * Opens a model file that {@link OnnxGraph#check} found in order.
     *
     * @throws InvalidModelException if ONNX Runtime refuses the file; the message is its reason without paths
     * @throws DeviceUnavailableException if the device is not there and the CPU not allowed
     */
    public static OnnxSession open(Path file, SessionSettings settings) {
        OnnxGraph.read(file).check(file);
        OrtEnvironment environment = RuntimeProcess.environment();
        Sessions sessions = new Sessions(environment, settings);
        try {
            return new OnnxSession(OnnxGraph.name(file), sessions.open(file), sessions.device());
        } catch (OrtException e) {
            throw new InvalidModelException(
                    OnnxGraph.name(file) + ": ONNX Runtime " + environment.getVersion() + " cannot run it: "
                            + reason(e, file),
                    e);
        }
    }

    private static String reason(OrtException e, Path file) {
        String message = String.valueOf(e.getMessage());
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? message : message.replace(folder + "/", "").replace(folder.toString(), "");
    }

    private static List<Port> ports(Map<String, NodeInfo> nodes) {
        List<Port> ports = new ArrayList<>();
        for (NodeInfo node : nodes.values()) {
            if (node.getInfo() instanceof TensorInfo tensor) {
                ports.add(
                        new Port(node.getName(), tensor.type, tensor.getShape(), List.of(tensor.getDimensionNames())));
            }
        }
        return List.copyOf(ports);
    }

    /** "folder/file" of the model, for messages. */
    public String name() {
        return name;
    }

    public List<Port> inputs() {
        return inputs;
    }

    public List<Port> outputs() {
        return outputs;
    }

    /** What the file's author wrote under a key. */
    public Optional<String> metadata(String key) {
        try {
            return session.getMetadata().getCustomMetadataValue(key);
        } catch (OrtException e) {
            throw new OnnxRunException(name, e);
        }
    }

    /** Where the session runs in fact: the CPU if that was allowed and the device is not there. */
    public Device device() {
        return device;
    }

    /**
     * The input of one of these names.
     *
     * @throws InvalidModelException if there is none
     */
    public Port input(String... names) {
        return port("input", inputs, names);
    }

    /** The output of one of these names, or the only one. */
    public Port output(String... names) {
        return outputs.size() == 1 ? outputs.get(0) : port("output", outputs, names);
    }

    private Port port(String what, List<Port> ports, String... names) {
        for (String wanted : names) {
            for (Port port : ports) {
                if (port.name().equals(wanted)) {
                    return port;
                }
            }
        }
        throw new InvalidModelException(name + ": an " + what + " named " + String.join(" or ", names)
                + " was expected, found " + ports.stream().map(Port::name).toList());
    }

    /**
     * Runs the network. Outputs are written into the tensors that are given for them.
     *
     * @throws OnnxRunException if ONNX Runtime fails
     */
    public void run(Map<String, OnnxTensor> in, Map<String, OnnxTensor> out) {
        long begin = System.nanoTime();
        // Pinned outputs stay the caller's: closing the result leaves them open.
        try (OrtSession.Result ignored = session.run(in, out)) {
            nanos.addAndGet(System.nanoTime() - begin);
        } catch (OrtException e) {
            throw new OnnxRunException(name, e);
        }
    }

    /**
     * What an output held after a run.
     *
     * @param values row-major
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Values(long[] shape, float[] values) {}

    /**
     * Runs the network for one output of floating point whose sizes need not be known before.
     *
     * @throws OnnxRunException if ONNX Runtime fails
     */
    public Values run(Map<String, OnnxTensor> in, Port output) {
        long begin = System.nanoTime();
        try (OrtSession.Result result = session.run(in, Set.of(output.name()))) {
            nanos.addAndGet(System.nanoTime() - begin);
            OnnxTensor tensor = (OnnxTensor) result.get(0);
            FloatBuffer content = tensor.getFloatBuffer();
            float[] values = new float[content.remaining()];
            content.get(values);
            return new Values(tensor.getInfo().getShape(), values);
        } catch (OrtException e) {
            throw new OnnxRunException(name, e);
        }
    }

    /** Time spent inside ONNX Runtime since the session was opened. */
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": cannot be closed", e);
        }
    }
}
