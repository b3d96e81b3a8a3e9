package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.TensorBuffer;
import ai.onnxruntime.OnnxTensor;
import java.util.Map;
import java.util.Set;

/**
 * The denoising network at one batch shape, over buffers that are made once and used at every step. Exporters disagree on ranks and element types of the
 * timestep and on names; the session's own description decides.
 */
final class UNet implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("sample", "timestep", "encoder_hidden_states");

    /**
     * What a run takes and gives.
     *
     * @param rows predictions at once
     * @param channels of the latents
     * @param height of the latents
     * @param width of the latents
     * @param tokens of the text
     * @param embedding numbers a token
     */
    record Shape(int rows, int channels, int height, int width, int tokens, int embedding) {

        int latents() {
            return channels * height * width;
        }
    }

    private final OnnxSession session;
    private final Shape shape;
    private final TensorBuffer sample;
    private final TensorBuffer timestep;
    private final TensorBuffer text;
    private final TensorBuffer output;
    private final int timesteps;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    UNet(OnnxSession session, Shape shape) {
        this.session = session;
        this.shape = shape;
        check(session);
        Port samplePort = session.input("sample");
        Port timePort = session.input("timestep");
        Port textPort = session.input("encoder_hidden_states");
        Port outputPort = session.output("out_sample", "sample");
        // All rows are at the same time, and every exporter's graph expands one timestep to the batch.
        this.timesteps = timePort.rank() == 0 ? 1 : (int) Math.max(timePort.size(0), 1);
        this.sample =
                new TensorBuffer(samplePort.type(), shape.rows(), shape.channels(), shape.height(), shape.width());
        this.timestep =
                timePort.rank() == 0 ? new TensorBuffer(timePort.type()) : new TensorBuffer(timePort.type(), timesteps);
        this.text = new TensorBuffer(textPort.type(), shape.rows(), shape.tokens(), shape.embedding());
        this.output =
                new TensorBuffer(outputPort.type(), shape.rows(), shape.channels(), shape.height(), shape.width());
        this.inputs = Map.of(
                samplePort.name(), sample.tensor(),
                timePort.name(), timestep.tensor(),
                textPort.name(), text.tensor());
        this.outputs = Map.of(outputPort.name(), output.tensor());
    }

    static void check(OnnxSession session) {
        for (Port port : session.inputs()) {
            if (!INPUTS.contains(port.name())) {
                throw new InvalidModelException(session.name() + ": the inputs "
                        + INPUTS.stream().sorted().toList() + " were expected, found also " + port
                        + "; only Stable Diffusion 1.x and 2.x text-to-image pipelines are supported");
            }
        }
        Port time = session.input("timestep");
        if (time.rank() > 1) {
            throw new InvalidModelException(
                    session.name() + ": a scalar or one timestep a row was expected, found " + time);
        }
        if (session.input("sample").rank() != 4
                || session.input("encoder_hidden_states").rank() != 3) {
            throw new InvalidModelException(session.name()
                    + ": sample [batch, channels, height, width] and encoder_hidden_states [batch, tokens, width] were expected, found "
                    + session.inputs());
        }
    }

    Shape shape() {
        return shape;
    }

    OnnxSession session() {
        return session;
    }

    void text(int row, float[] embedding) {
        text.put(row * shape.tokens() * shape.embedding(), embedding);
    }

    void sample(int row, float[] latents) {
        sample.put(row * shape.latents(), latents);
    }

    void run(double time) {
        for (int i = 0; i < timesteps; i++) {
            timestep.put(i, new float[] {(float) time});
        }
        session.run(inputs, outputs);
    }

    float[] output(int row) {
        return output.get(row * shape.latents(), shape.latents());
    }

    /** Frees the buffers; the session stays open. */
    @Override
    public void close() {
        sample.close();
        timestep.close();
        text.close();
        output.close();
    }
}
