package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.ClipTokenizer;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.TensorBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prompt to embedding: tokens x width. Always one prompt a run, so that an embedding depends on its prompt only; recent ones are kept. */
final class TextEncoder implements AutoCloseable {

    private static final int KEPT = 512;

    private final ClipTokenizer tokenizer;
    private final OnnxSession session;
    private final Port ids;
    private final Port hidden;
    private final Map<String, Embedding> recent;

    /**
     * An embedded prompt.
     *
     * @param values tokens x width, row-major
     * @param tokens of the whole prompt with begin and end
     * @param truncated true if its end did not fit
     */
    record Embedding(float[] values, int tokens, boolean truncated) {}

    TextEncoder(ClipTokenizer tokenizer, OnnxSession session) {
        this.tokenizer = tokenizer;
        this.session = session;
        this.ids = session.input("input_ids");
        this.hidden = session.output("last_hidden_state", "hidden_states");
        if (session.inputs().size() != 1) {
            throw new InvalidModelException(
                    session.name() + ": input_ids alone was expected as input, found " + session.inputs());
        }
        if (hidden.rank() != 3) {
            throw new InvalidModelException(
                    session.name() + ": an output [batch, tokens, width] was expected, found " + hidden);
        }
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
                return size() > KEPT;
            }
        };
    }

    ClipTokenizer tokenizer() {
        return tokenizer;
    }

    int tokens() {
        return tokenizer.vocabulary().maxLength();
    }

    /** Numbers a token, or 0 if the file leaves it open. */
    int width() {
        return (int) Math.max(hidden.size(2), 0);
    }

    OnnxSession session() {
        return session;
    }

    /** The embedding of a prompt. @param width numbers a token */
    synchronized Embedding encode(String prompt, int width) {
        Embedding known = recent.get(prompt);
        if (known == null) {
            known = run(tokenizer.encode(prompt), width);
            recent.put(prompt, known);
        }
        return known;
    }

    private Embedding run(ClipTokenizer.Encoding encoding, int width) {
        int tokens = encoding.ids().length;
        try (TensorBuffer in = new TensorBuffer(ids.type(), 1, tokens);
                TensorBuffer out = new TensorBuffer(hidden.type(), 1, tokens, width)) {
            for (int i = 0; i < tokens; i++) {
                in.put(i, encoding.ids()[i]);
            }
            session.run(Map.of(ids.name(), in.tensor()), Map.of(hidden.name(), out.tensor()));
            return new Embedding(out.get(0, tokens * width), encoding.tokens(), encoding.truncated());
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
