package ai.medsyn.evaluation.encoders;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.vision.data.TextTokenizer;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.GloriaEncoder;
import ai.medsyn.vision.objectives.MgcaEncoder;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
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
     * How sentences are read.
     *
     * @param length tokens per row; 0 for as many as the sentence has
     * @param longest tokens after which a sentence is cut
     */
    record Sentences(TextTokenizer tokenizer, int length, int longest) {

        private TokenBatch batch(String sentence) {
            TextTokenizer.Pieces pieces = tokenizer.tokenize(sentence).truncated(longest);
            long[] ids = new long[pieces.length()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = pieces.ids()[i];
            }
            TokenBatch.Text text = TokenBatch.Text.of(ids, pieces.continues());
            return TokenBatch.of(List.of(text), length > 0 ? length : pieces.length());
        }
    }

    TextEmbedder texts(Sentences reading) {
        return sentences -> {
            List<float[]> vectors = new ArrayList<>(sentences.size());
            for (String sentence : sentences) {
                vectors.add(run(() -> model.embedTexts(reading.batch(sentence))));
            }
            return vectors;
        };
    }

    LocalEncoder local(Preprocessing preprocessing, Sentences reading) {
        return new LocalEncoder() {
            @Override
            public Attention attention() {
                return model instanceof GloriaEncoder
                        ? Attention.GLORIA
                        : model instanceof MgcaEncoder ? Attention.MGCA : Attention.NONE;
            }

            @Override
            public String describe() {
                return model.hasRegions()
                        ? "trained regions and words"
                        : "the global projection of every vector of the last map, and whole phrases";
            }

            @Override
            public Cells cells(GrayImage film) {
                int side = preprocessing.side();
                try (TensorScope scope = TensorScope.open();
                        NoGradient inference = NoGradient.on()) {
                    float[] pixels = preprocessing.tensor(film, CHANNELS);
                    Tensor map =
                            model.localVectors(Tensors.of(pixels, 1, CHANNELS, side, side)); // [1, rows, columns, D]
                    return new Cells(
                            (int) map.size(1),
                            (int) map.size(2),
                            rows(map.floats(), (int) map.size(3)),
                            preprocessing.placement(film));
                }
            }

            @Override
            public float[][] words(String phrase) {
                try (TensorScope scope = TensorScope.open();
                        NoGradient inference = NoGradient.on()) {
                    Tensor words = model.wordVectors(reading.batch(phrase)); // [W, D]
                    return rows(words.floats(), (int) words.size(1));
                }
            }
        };
    }

    private static float[][] rows(float[] values, int width) {
        float[][] rows = new float[values.length / width][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
        }
        return rows;
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
