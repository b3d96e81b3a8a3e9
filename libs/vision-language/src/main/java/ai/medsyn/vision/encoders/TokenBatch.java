package ai.medsyn.vision.encoders;

import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * Tokenised texts, padded to one length; all tensors are [B, L] (INT64).
 *
 * @param ids vocabulary indices, beginning with [CLS] and ending with [SEP]
 * @param mask 1 for tokens, 0 for padding
 * @param typeIds segment of each token, 0 for single texts
 * @param words position of the word that each token belongs to, counted from 0 ([CLS]) in steps of one up to [SEP]; -1 for padding
 */
public record TokenBatch(Tensor ids, Tensor mask, Tensor typeIds, Tensor words) {

    /** The tokens of one text without padding; both arrays have the same length. */
    public record Text(long[] ids, long[] words) {

        public Text {
            if (ids.length < 2 || ids.length != words.length) {
                throw new IllegalArgumentException(
                        "Expected as many words as token ids and at least [CLS] and [SEP], but found " + ids.length
                                + " ids and " + words.length + " words");
            }
        }

        /**
         * @param ids [CLS], word pieces, [SEP]
         * @param continues whether each piece continues the word of the piece before it ("##...")
         */
        public static Text of(long[] ids, boolean[] continues) {
            long[] words = new long[ids.length];
            for (int i = 1; i < ids.length; i++) {
                words[i] = words[i - 1] + (continues[i] ? 0 : 1);
            }
            return new Text(ids, words);
        }

        /** Words including [CLS], without [SEP]. */
        public int wordCount() {
            return (int) words[words.length - 1];
        }
    }

    /**
     * Pads texts with id 0.
     *
     * @param length of every row; at least as long as the longest text
     */
    public static TokenBatch of(List<Text> texts, int length) {
        int rows = texts.size();
        long[] ids = new long[rows * length];
        long[] mask = new long[rows * length];
        long[] words = new long[rows * length];
        Arrays.fill(words, -1);
        for (int row = 0; row < rows; row++) {
            Text text = texts.get(row);
            int tokens = text.ids().length;
            if (tokens > length) {
                throw new IllegalArgumentException("Expected texts of at most " + length + " tokens, but text " + row
                        + " has " + tokens + ": truncate it or allow longer texts");
            }
            System.arraycopy(text.ids(), 0, ids, row * length, tokens);
            System.arraycopy(text.words(), 0, words, row * length, tokens);
            Arrays.fill(mask, row * length, row * length + tokens, 1);
        }
        return new TokenBatch(
                Tensors.of(ids, rows, length),
                Tensors.of(mask, rows, length),
                Tensors.of(new long[rows * length], rows, length),
                Tensors.of(words, rows, length));
    }

    public TokenBatch to(Device device) {
        return new TokenBatch(ids.to(device), mask.to(device), typeIds.to(device), words.to(device));
    }

    public long rows() {
        return ids.size(0);
    }

    public long length() {
        return ids.size(1);
    }
}
