package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.vision.data.TextTokenizer;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Both sides of a trained model in LibTorch. Films and sentences go one by one, so that none depends on its neighbours. */
final class TorchEmbedders {

    private static final int CHANNELS = 3;

    private final DualEncoder model;

    /** @param model in evaluation mode */
    TorchEmbedders(DualEncoder model) {
        this.model = model;
    }

    ImageEmbedder images(Preprocessing preprocessing, EncoderIdentity identity) {
        return images(model::embedImages, preprocessing, identity);
    }

    /** What the encoder says before the projection into the joint space. */
    ImageEmbedder features(Preprocessing preprocessing, EncoderIdentity identity) {
        return images(images -> model.features(images).global(), preprocessing, identity.beforeProjection());
    }

    /** @param network [1, 3, S, S] to [1, D] */
    static ImageEmbedder images(UnaryOperator<Tensor> network, Preprocessing preprocessing, EncoderIdentity identity) {
        return new ImageEmbedder() {
            @Override
            public EncoderIdentity identity() {
                return identity;
            }

            @Override
            public List<float[]> embed(List<GrayImage> films) {
                List<float[]> vectors = new ArrayList<>(films.size());
                int side = preprocessing.side();
                for (GrayImage film : films) {
                    float[] pixels = preprocessing.tensor(film, CHANNELS);
                    vectors.add(run(() -> network.apply(Tensors.of(pixels, 1, CHANNELS, side, side))));
                }
                return vectors;
            }
        };
    }

    /**
     * @param length tokens per row; 0 for as many as the sentence has
     * @param longest tokens after which a sentence is cut
     */
    TextEmbedder texts(TextTokenizer tokenizer, int length, int longest) {
        return sentences -> {
            List<float[]> vectors = new ArrayList<>(sentences.size());
            for (String sentence : sentences) {
                TextTokenizer.Pieces pieces = tokenizer.tokenize(sentence).truncated(longest);
                long[] ids = new long[pieces.length()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = pieces.ids()[i];
                }
                TokenBatch.Text text = TokenBatch.Text.of(ids, pieces.continues());
                vectors.add(run(
                        () -> model.embedTexts(TokenBatch.of(List.of(text), length > 0 ? length : pieces.length()))));
            }
            return vectors;
        };
    }

    @FunctionalInterface
    private interface Forward {
        Tensor run();
    }

    private static float[] run(Forward forward) {
        try (TensorScope scope = TensorScope.open();
                NoGradient inference = NoGradient.on()) {
            return forward.run().floats();
        }
    }
}
