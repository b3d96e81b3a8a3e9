package ai.medsyn.vision.data;

import java.util.List;

/**
 * Pairs for one step of one process.
 *
 * @param side width and height of the images
 * @param pixels [B, side, side] gray values of 0 to 255
 * @param texts one per image
 */
public record PairBatch(int side, byte[] pixels, List<TextTokenizer.Pieces> texts) {

    public PairBatch {
        texts = List.copyOf(texts);
    }

    public int size() {
        return texts.size();
    }
}
