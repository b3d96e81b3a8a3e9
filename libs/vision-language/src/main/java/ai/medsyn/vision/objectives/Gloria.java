package ai.medsyn.vision.objectives;

import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objective of GLoRIA (Huang et al., 2021, section 3): reports and images are matched as a whole and by attending every
 * word to the regions of every image.
 *
 * <pre>
 *   global:  s_ij = tau3 * cos(v_i, u_j)
 *   local:   a_wr = softmax_r(tau1 * softmax_w(word_w . region_r))       attention of report j over image i
 *            c_w  = sum_r a_wr region_r
 *            s_ij = tau3 * log sum_w exp(tau2 * cos(word_w, c_w))
 *   L        = sum over both s of  -log softmax_j(s)_ii - log softmax_i(s)_jj,  mean over the batch
 * </pre>
 */
public final class Gloria extends Objective {

    /**
     * Sharpness of the softmaxes; the paper's are 4, 5 and 10.
     *
     * @param attention tau1, of the regions
     * @param words tau2, of the sum over words
     * @param matching tau3, of the batch
     */
    public record Temperatures(double attention, double words, double matching) {
        public static final Temperatures PAPER = new Temperatures(4, 5, 10);
    }

    /** Where the words of one report look in one image: [W, R], rows sum to 1. */
    record Attended(Tensor attention, Tensor context) {}

    private final Temperatures temperatures;
    private final double globalWeight;
    private final double localWeight;

    public Gloria(Temperatures temperatures, double globalWeight, double localWeight) {
        this.temperatures = temperatures;
        this.globalWeight = globalWeight;
        this.localWeight = localWeight;
    }

    @Override
    protected LossTerms compare(Embeddings batch) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        Tensor global = InfoNce.matching(globalSimilarities(batch), 1, 1);
        Tensor local = InfoNce.matching(localSimilarities(batch), 1, 1);
        terms.put("global", global);
        terms.put("local", local);
        return new LossTerms(global.times(globalWeight).plus(local.times(localWeight)), terms);
    }

    /** [B images, B texts] */
    Tensor globalSimilarities(Embeddings batch) {
        return batch.image()
                .normalized(1)
                .matmul(batch.text().normalized(1).transpose(0, 1))
                .times(temperatures.matching());
    }

    /** [B images, B texts] */
    Tensor localSimilarities(Embeddings batch) {
        Tensor regions = batch.get(Role.REGIONS); // [B, R, D]
        Tensor words = batch.get(Role.WORDS); // [B, W, D]
        long[] counts = batch.get(Role.WORD_COUNT).longs();
        List<Tensor> columns = new ArrayList<>();
        for (int report = 0; report < counts.length; report++) {
            Tensor own = words.select(0, report).slice(0, 0, counts[report]).unsqueeze(0); // [1, W_i, D]
            Attended attended = attend(own, regions);
            Tensor cosine =
                    own.normalized(2).times(attended.context().normalized(2)).sum(2); // [B, W_i]
            columns.add(cosine.times(temperatures.words()).logSumExp(1)); // [B]
        }
        return Tensors.stack(columns, 1).times(temperatures.matching());
    }

    /** @param words [1, W, D] and {@code regions} [B, R, D]; attention is [B, W, R], context [B, W, D] */
    Attended attend(Tensor words, Tensor regions) {
        Tensor overWords = regions.matmul(words.transpose(1, 2)).softmax(2); // [B, R, W]
        Tensor attention =
                overWords.transpose(1, 2).times(temperatures.attention()).softmax(2); // [B, W, R]
        return new Attended(attention, attention.matmul(regions));
    }
}
