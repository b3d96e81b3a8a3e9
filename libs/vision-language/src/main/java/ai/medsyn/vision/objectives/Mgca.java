package ai.medsyn.vision.objectives;

import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objective of MGCA (Wang et al., 2022, section 3): images and reports are aligned as instances, by their words and regions,
 * and by the disease-level prototypes that they fall to. All vectors are scaled to length 1 first.
 *
 * <pre>
 *   L_instance  = -log softmax_j(v_i . u_j / tau1)_ii - the same over i
 *   L_token     = words attending to regions + regions attending to words, see {@link TokenAlignment}
 *   L_prototype = -1/2 mean_i [ sum_k q(v_i)_k log p(u_i)_k + sum_k q(u_i)_k log p(v_i)_k ],
 *                 p = softmax_k(. c_k / tau3), q = Sinkhorn assignment of the batch
 *   L           = lambda1 L_instance + lambda2 L_token + lambda3 L_prototype
 * </pre>
 */
public final class Mgca extends Objective {

    /**
     * Temperatures and sizes.
     *
     * @param instance tau1
     * @param token tau2, of attention and of matching within a pair
     * @param prototype tau3
     * @param epsilon of {@link Sinkhorn}
     * @param sinkhornIterations of {@link Sinkhorn}
     */
    public record Settings(double instance, double token, double prototype, double epsilon, int sinkhornIterations) {
        /** Of the official code. */
        public static final Settings OFFICIAL = new Settings(0.07, 0.1, 0.2, 0.05, 3);
    }

    /** lambda1 to lambda3. */
    public record Weights(double instance, double token, double prototype) {}

    private final Settings settings;
    private final Weights weights;
    private final boolean normalizeRegionContext;
    private final int frozenEpochs;
    private final Tensor prototypes;

    /**
     * Where variants of the official code differ.
     *
     * @param normalizeRegionContext whether the words that a region looks at are scaled to length 1; the official code does so for
     *     ResNet and forgets it for the vision transformer
     * @param frozenEpochs epochs in which the prototypes do not move
     */
    public record Details(boolean normalizeRegionContext, int frozenEpochs) {}

    /** @param prototypes [K, D] initial values */
    public Mgca(Settings settings, Weights weights, Details details, Tensor prototypes) {
        this.settings = settings;
        this.weights = weights;
        this.normalizeRegionContext = details.normalizeRegionContext();
        this.frozenEpochs = details.frozenEpochs();
        this.prototypes = parameter("prototype_layer.weight", prototypes);
    }

    /** Uniform in +-1/sqrt(D), as torch.nn.Linear. */
    public static Tensor initialPrototypes(long count, long size) {
        double bound = 1 / Math.sqrt(size);
        return Tensors.uniform(-bound, bound, count, size);
    }

    @Override
    protected LossTerms compare(Embeddings batch) {
        Map<String, Tensor> terms = new LinkedHashMap<>();
        Tensor instance = instance(batch);
        Tensor token = token(batch);
        Tensor prototype = prototype(batch);
        terms.put("instance", instance);
        terms.put("token", token);
        terms.put("prototype", prototype);
        Tensor total = instance.times(weights.instance())
                .plus(token.times(weights.token()))
                .plus(prototype.times(weights.prototype()));
        return new LossTerms(total, terms);
    }

    Tensor instance(Embeddings batch) {
        return new InfoNce(settings.instance(), 1, 1).loss(batch.image(), batch.text());
    }

    Tensor token(Embeddings batch) {
        TokenAlignment alignment = new TokenAlignment(settings.token());
        Tensor words = batch.get(Role.WORDS).normalized(2); // [B, W, D]
        Tensor regions = batch.get(Role.REGIONS).normalized(2); // [B, R, D]
        Tensor wordWeights = TokenAlignment.clippedShares(batch.get(Role.WORD_WEIGHTS), true); // [B, W]
        Tensor regionWeights = batch.has(Role.REGION_WEIGHTS)
                ? TokenAlignment.clippedShares(batch.get(Role.REGION_WEIGHTS), false)
                : TokenAlignment.equalShares(regions); // [B, R]
        Tensor padding = TokenAlignment.padding(batch.get(Role.WORD_COUNT), words.size(1)); // [B, W]

        Tensor regionsOfWords = alignment.attend(words, regions, null).normalized(2); // [B, W, D]
        Tensor wordsOfRegions = alignment.attend(regions, words, padding); // [B, R, D]
        if (normalizeRegionContext) {
            wordsOfRegions = wordsOfRegions.normalized(2);
        }
        return alignment
                .match(words, regionsOfWords, wordWeights)
                .plus(alignment.match(regions, wordsOfRegions, regionWeights));
    }

    Tensor prototype(Embeddings batch) {
        try (NoGradient off = NoGradient.on()) {
            prototypes.copyInPlace(prototypes.normalized(1));
        }
        Tensor image = batch.image().normalized(1).matmul(prototypes.transpose(0, 1)); // [B, K]
        Tensor text = batch.text().normalized(1).matmul(prototypes.transpose(0, 1));
        return crossEntropy(assign(image), text)
                .plus(crossEntropy(assign(text), image))
                .times(0.5);
    }

    /** Assignments are targets: no gradient flows through them. */
    Tensor assign(Tensor scores) {
        return Sinkhorn.assign(scores.detach(), settings.epsilon(), settings.sinkhornIterations());
    }

    private Tensor crossEntropy(Tensor assignment, Tensor scores) {
        Tensor logProbability = scores.dividedBy(settings.prototype()).logSoftmax(1);
        return assignment.times(logProbability).sum(1).mean().negate();
    }

    @Override
    public void afterBackward(long epoch) {
        if (epoch < frozenEpochs) {
            prototypes.clearGradient();
        }
    }

    /** [K, D], scaled to length 1 by every loss. */
    Tensor prototypes() {
        return prototypes;
    }
}
