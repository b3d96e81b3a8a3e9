package ai.medsyn.vision.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MiniLmTest {

    @Test
    void reads_radiology_as_the_original_does() throws Exception {
        Bert bert = MiniLm.load();
        bert.train(false);
        long[][] ids;
        long[][] mask;
        try (InputStream json = MiniLm.tokenizer();
                HuggingFaceTokenizer tokenizer =
                        HuggingFaceTokenizer.newInstance(json, Map.of("padding", "true", "truncation", "true"))) {
            Encoding[] encodings = tokenizer.batchEncode(new String[] {
                "Large left pleural effusion with adjacent atelectasis.", "No acute cardiopulmonary process."
            });
            ids = new long[][] {encodings[0].getIds(), encodings[1].getIds()};
            mask = new long[][] {encodings[0].getAttentionMask(), encodings[1].getAttentionMask()};
        }
        Tensor maskTensor = tensor(mask);
        Tensor types = tensor(new long[2][ids[0].length]);

        Tensor tokens = bert.encode(new TokenBatch(tensor(ids), maskTensor, types, maskTensor))
                .tokens();

        float[] expected = original(ids, mask);
        Tensor difference = tokens.minus(Tensors.of(expected, tokens.shape())).times(maskTensor.unsqueeze(2));
        assertThat(difference.abs().max().item()).isLessThan(1e-5);
    }

    private static float[] original(long[][] ids, long[][] mask) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        byte[] model;
        try (InputStream in = MiniLm.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
            model = in.readAllBytes();
        }
        try (OrtSession session = environment.createSession(model);
                OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask);
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[2][ids[0].length]);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", types))) {
            float[] values = new float[2 * ids[0].length * 384];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(values);
            return values;
        }
    }

    private static Tensor tensor(long[][] rows) {
        long[] flat = java.util.Arrays.stream(rows)
                .flatMapToLong(java.util.Arrays::stream)
                .toArray();
        return Tensors.of(flat, rows.length, rows[0].length);
    }
}
