package ai.medsyn.evaluation.encoders;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.Port;
import ai.medsyn.onnx.TensorBuffer;
import ai.onnxruntime.OnnxTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text encoder in ONNX: token ids (and mask) to one vector per sentence. Sentences go one by one, so that no padding enters. */
final class OnnxTextEmbedder implements TextEmbedder {

    private static final String[] OUTPUTS = {"text_embeds", "embeddings", "embedding", "pooler_output", "features"};

    private final OnnxSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final Port output;

    OnnxTextEmbedder(OnnxSession session, HuggingFaceTokenizer tokenizer) {
        this.session = session;
        this.tokenizer = tokenizer;
        this.output = session.output(OUTPUTS);
        session.input("input_ids");
        if (output.rank() != 2) {
            throw new InvalidModelException(
                    session.name() + ": a text encoder to [N, D] was expected, found " + output);
        }
    }

    @Override
    public List<float[]> embed(List<String> sentences) {
        List<float[]> vectors = new ArrayList<>(sentences.size());
        for (String sentence : sentences) {
            vectors.add(embed(tokenizer.encode(sentence)));
        }
        return vectors;
    }

    private float[] embed(Encoding encoding) {
        Map<String, TensorBuffer> inputs = new LinkedHashMap<>();
        try {
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            for (Port port : session.inputs()) {
                long[] values = values(encoding, port);
                TensorBuffer in = new TensorBuffer(port.type(), 1, values.length);
                inputs.put(port.name(), in);
                for (int i = 0; i < values.length; i++) {
                    in.put(i, values[i]);
                }
                tensors.put(port.name(), in.tensor());
            }
            return session.run(tensors, output).values();
        } finally {
            inputs.values().forEach(TensorBuffer::close);
        }
    }

    private long[] values(Encoding encoding, Port port) {
        return switch (port.name()) {
            case "input_ids" -> encoding.getIds();
            case "attention_mask" -> encoding.getAttentionMask();
            case "token_type_ids" -> encoding.getTypeIds();
            default ->
                throw new InvalidModelException(session.name()
                        + ": inputs input_ids, attention_mask and token_type_ids were expected, found " + port);
        };
    }
}
