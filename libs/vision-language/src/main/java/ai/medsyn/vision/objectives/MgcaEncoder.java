package ai.medsyn.vision.objectives;

import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.encoders.ImageFeatures;
import ai.medsyn.vision.encoders.TextEncoder;
import ai.medsyn.vision.encoders.TextFeatures;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.layers.ProjectionHead;
import ai.medsyn.vision.objectives.Embeddings.Role;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.List;

/** MGCA: projected global, region and word vectors, with the attention that weighs words and, for transformers, regions. */
public final class MgcaEncoder extends DualEncoder {

    /**
     * Which token's attention a word is weighed by. The official code drops [CLS]'s own entry from the attention but not from the
     * tokens, so that every piece is paired with the attention of the piece after it.
     */
    public enum WordAttention {
        /** As the official code: of the next token. */
        NEXT_TOKEN,
        /** As the paper: of the word itself. */
        OWN_TOKEN
    }

    private final WordAttention wordAttention;
    private final ProjectionHead imageGlobal;
    private final ProjectionHead imageLocal;
    private final ProjectionHead textGlobal;
    private final ProjectionHead textLocal;

    /** Sizes of the heads. */
    public record HeadSizes(long hidden, long output) {
        /** Of the official code. */
        public static final HeadSizes OFFICIAL = new HeadSizes(2048, 128);
    }

    /** @param upsampledSide see {@link DualEncoder} */
    public MgcaEncoder(
            ImageEncoder image, TextEncoder text, HeadSizes sizes, WordAttention wordAttention, int upsampledSide) {
        super(image, text, upsampledSide);
        this.wordAttention = wordAttention;
        imageGlobal = child("image_global_embed", head(image.globalSize(), sizes));
        imageLocal = child("image_local_embed", head(image.localSize(), sizes));
        textGlobal = child("text_global_embed", head(text.size(), sizes));
        textLocal = child("text_local_embed", head(text.size(), sizes));
    }

    private static ProjectionHead head(long in, HeadSizes sizes) {
        return ProjectionHead.normalized(in, sizes.hidden(), sizes.output());
    }

    @Override
    public Embeddings embed(Tensor images, TokenBatch tokens) {
        ImageFeatures seen = features(images);
        TextFeatures read = textEncoder().encode(tokens);
        Words words = Words.of(tokens);
        Embeddings embeddings = Embeddings.of(projectGlobal(seen), projectText(read, tokens))
                .with(Role.REGIONS, projectRegions(seen))
                .with(Role.WORDS, textLocal.forward(withoutCls(words.sum(read.tokens()))))
                .with(Role.WORD_COUNT, words.count())
                .with(Role.WORD_WEIGHTS, withoutCls(words.sum(attention(read))).squeeze(2));
        return seen.attention() == null
                ? embeddings
                : embeddings.with(Role.REGION_WEIGHTS, seen.attention().detach());
    }

    /** [B, L, 1] */
    private Tensor attention(TextFeatures read) {
        Tensor own = read.clsAttention().detach(); // [B, L]
        if (wordAttention == WordAttention.NEXT_TOKEN) {
            Tensor next = own.slice(1, 1, own.size(1));
            own = Tensors.concatenate(List.of(next, own.slice(1, 0, 1).times(0)), 1);
        }
        return own.unsqueeze(2);
    }

    private static Tensor withoutCls(Tensor words) {
        return words.slice(1, 1, words.size(1));
    }

    @Override
    public long embeddingSize() {
        return imageGlobal.size();
    }

    @Override
    protected Tensor projectGlobal(ImageFeatures features) {
        return imageGlobal.forward(features.global());
    }

    @Override
    protected Tensor projectRegions(ImageFeatures features) {
        return imageLocal.forward(regions(features.local()));
    }

    @Override
    protected Tensor projectWords(TextFeatures features, TokenBatch text) {
        return textLocal.forward(Words.of(text).withoutMarks(features.tokens()));
    }

    @Override
    protected Tensor projectText(TextFeatures features, TokenBatch tokens) {
        return textGlobal.forward(features.cls());
    }
}
