package ai.medsyn.vision.objectives;

import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;

/**
 * The contrastive objective of ConVIRT (Zhang et al., 2020, equations 2 to 4): every image must find its report among those of
 * the batch, and every report its image.
 *
 * <pre>
 *   s_ij = cos(v_i, u_j) / tau
 *   L    = w_image * mean_i -log softmax_j(s)_ii  +  w_text * mean_j -log softmax_i(s)_jj
 * </pre>
 */
public final class InfoNce extends Objective {
    private final double temperature;
    private final double imageToTextWeight;
    private final double textToImageWeight;

    /**
     * @param temperature tau, above 0
     * @param imageToTextWeight w_image, of the search for the report
     * @param textToImageWeight w_text, of the search for the image
     */
    public InfoNce(double temperature, double imageToTextWeight, double textToImageWeight) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("Expected a temperature above 0, but found " + temperature);
        }
        this.temperature = temperature;
        this.imageToTextWeight = imageToTextWeight;
        this.textToImageWeight = textToImageWeight;
    }

    @Override
    protected LossTerms compare(Embeddings batch) {
        return LossTerms.single("contrastive", loss(batch.image(), batch.text()));
    }

    /** @param image [B, D] and {@code text} [B, D], of any length */
    Tensor loss(Tensor image, Tensor text) {
        Tensor cosine = image.normalized(1).matmul(text.normalized(1).transpose(0, 1)); // [B, B]
        return matching(cosine.dividedBy(temperature), imageToTextWeight, textToImageWeight);
    }

    /** Cross-entropy of similarities [B, B] against the diagonal, along rows (images) and columns (texts). */
    static Tensor matching(Tensor similarities, double rowWeight, double columnWeight) {
        Tensor own = Tensors.range(similarities.size(0)).toDeviceOf(similarities);
        Tensor rows = Functional.crossEntropy(similarities, own);
        Tensor columns = Functional.crossEntropy(similarities.transpose(0, 1), own);
        return rows.times(rowWeight).plus(columns.times(columnWeight));
    }
}
