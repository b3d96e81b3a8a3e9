package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.TensorBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells of an image encoder in ONNX that gives them: an output [N, R, D] of a square of R cells, or [N, D, rows, columns]. */
final class OnnxLocalEncoder implements LocalEncoder {

    private static final List<String> OUTPUTS =
            List.of("regions", "local_embeds", "patch_embeds", "patch_embeddings", "projected_patch_embeddings");

    private final OnnxSession session;
    private final Preprocessing preprocessing;
    private final TextEmbedder texts;
    private final Port input;
    private final Port output;

    private OnnxLocalEncoder(OnnxSession session, Preprocessing preprocessing, TextEmbedder texts, Port output) {
        this.session = session;
        this.preprocessing = preprocessing;
        this.texts = texts;
        this.input = session.inputs().get(0);
        this.output = output;
    }

    /** MGCA compares regions with projected words, which its exported text encoder does not give: they lie in another space than its sentences. */
    private static boolean ofAnotherSpace(OnnxSession session) {
        return session.metadata("preset")
                .filter(preset -> preset.startsWith("mgca"))
                .isPresent();
    }

    /** Empty if the network gives no cells in the space of its sentences. */
    static Optional<LocalEncoder> of(OnnxSession session, Preprocessing preprocessing, TextEmbedder texts) {
        return session.outputs().stream()
                .filter(port -> !ofAnotherSpace(session))
                .filter(port -> OUTPUTS.contains(port.name()) && (port.rank() == 3 || port.rank() == 4))
                .findFirst()
                .map(port -> new OnnxLocalEncoder(session, preprocessing, texts, port));
    }

    @Override
    public Attention attention() {
        return Attention.NONE;
    }

    @Override
    public String describe() {
        return "output " + output.name() + ", and whole phrases";
    }

    @Override
    public Cells cells(GrayImage film) {
        int side = preprocessing.side();
        int channels = (int) Math.max(1, input.size(1) < 0 ? 3 : input.size(1));
        try (TensorBuffer in = new TensorBuffer(input.type(), 1, channels, side, side)) {
            in.put(0, preprocessing.tensor(film, channels));
            OnnxSession.Values values = session.run(Map.of(input.name(), in.tensor()), output);
            return values.shape().length == 3 ? sequence(values, film) : map(values, film);
        }
    }

    /** [1, R, D] */
    private Cells sequence(OnnxSession.Values values, GrayImage film) {
        int cells = (int) values.shape()[1];
        int side = (int) Math.round(Math.sqrt(cells));
        if (side * side != cells) {
            throw new InvalidModelException(session.name() + ": a square of cells was expected, found " + cells + " in "
                    + output + "; export them as [N, D, rows, columns]");
        }
        return new Cells(
                side,
                side,
                vectors(values.values(), cells, (int) values.shape()[2], false),
                preprocessing.placement(film));
    }

    /** [1, D, rows, columns] */
    private Cells map(OnnxSession.Values values, GrayImage film) {
        int rows = (int) values.shape()[2];
        int columns = (int) values.shape()[3];
        return new Cells(
                rows,
                columns,
                vectors(values.values(), rows * columns, (int) values.shape()[1], true),
                preprocessing.placement(film));
    }

    private static float[][] vectors(float[] values, int cells, int width, boolean channelsFirst) {
        float[][] vectors = new float[cells][width];
        for (int r = 0; r < cells; r++) {
            for (int d = 0; d < width; d++) {
                vectors[r][d] = values[channelsFirst ? d * cells + r : r * width + d];
            }
        }
        return vectors;
    }

    @Override
    public float[][] words(String phrase) {
        return new float[][] {texts.embed(List.of(phrase)).get(0)};
    }
}
