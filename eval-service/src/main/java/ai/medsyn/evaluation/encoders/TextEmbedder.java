package ai.medsyn.evaluation.encoders;

import java.util.List;

/** Turns sentences into vectors. A sentence's vector does not depend on the sentences beside it. */
public interface TextEmbedder {

    /** One vector per sentence, in the same order, not normalised. */
    List<float[]> embed(List<String> sentences);
}
