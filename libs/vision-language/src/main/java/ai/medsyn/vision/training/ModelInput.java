package ai.medsyn.vision.training;

import ai.medsyn.vision.data.PairBatch;
import ai.medsyn.vision.data.TextTokenizer;
import ai.medsyn.vision.encoders.TokenBatch;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How a batch becomes tensors.
 *
 * @param mean per colour channel, of gray values in [0, 1]
 * @param deviation per colour channel
 * @param textLength tokens per row; 0 to pad to the longest text of the batch, which is faster where a method does not look at single words
 */
public record ModelInput(List<Double> mean, List<Double> deviation, int textLength) {

    private static final int CHANNELS = 3;
    /** Lengths are rounded up, so that few shapes occur and LibTorch can use memory again. */
    private static final int GRAIN = 8;

    public ModelInput {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != CHANNELS || deviation.size() != CHANNELS) {
            throw new IllegalArgumentException(
                    "expected a mean and a deviation for each of 3 channels, found " + mean + " and " + deviation);
        }
    }

    TrainingData.Batch batch(PairBatch batch, Device device) {
        return new TrainingData.Batch(images(batch, device), tokens(batch, device));
    }

    /** [B, S, S] gray values of 0 to 255 to [B, 3, S, S] normalised ones, the same in all channels before. */
    Tensor images(PairBatch batch, Device device) {
        Tensor gray = Tensors.of(
                        ByteBuffer.wrap(batch.pixels()), DType.UINT8, batch.size(), 1, batch.side(), batch.side())
                .to(device)
                .to(DType.FLOAT32)
                .dividedBy(255);
        return gray.minus(channels(mean).to(device))
                .dividedBy(channels(deviation).to(device));
    }

    private static Tensor channels(List<Double> values) {
        float[] elements = new float[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            elements[i] = values.get(i).floatValue();
        }
        return Tensors.of(elements, 1, CHANNELS, 1, 1);
    }

    TokenBatch tokens(PairBatch batch, Device device) {
        int longest = batch.texts().stream()
                .mapToInt(TextTokenizer.Pieces::length)
                .max()
                .orElse(1);
        int length = textLength > 0 ? textLength : (longest + GRAIN - 1) / GRAIN * GRAIN;
        return TokenBatch.of(batch.texts().stream().map(ModelInput::text).toList(), length)
                .to(device);
    }

    private static TokenBatch.Text text(TextTokenizer.Pieces pieces) {
        long[] ids = new long[pieces.length()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = pieces.ids()[i];
        }
        return TokenBatch.Text.of(ids, pieces.continues());
    }
}
