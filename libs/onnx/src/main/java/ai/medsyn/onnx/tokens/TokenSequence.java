package ai.medsyn.onnx.tokens;

import java.util.Arrays;
import java.util.List;

/**
 * A text as an encoder sees it, special tokens included.
 *
 * @param ids token ids, n of them
 * @param tokens their text, as {@code ##usion}; n
 * @param starts index of each token's first character in the text (UTF-16); -1 for a special token; n
 * @param ends index behind its last character; -1 for a special token; n
 * @param truncated true if the text was longer than allowed
 */
public record TokenSequence(List<Long> ids, List<String> tokens, int[] starts, int[] ends, boolean truncated) {

    public TokenSequence {
        ids = List.copyOf(ids);
        tokens = List.copyOf(tokens);
    }

    /** Number of tokens. */
    public int size() {
        return ids.size();
    }

    /** True for a token that stands for no characters of the text, as {@code [CLS]}. */
    public boolean special(int token) {
        return starts[token] < 0;
    }

    /** The ids with a padding id behind them; what is longer is cut. */
    public long[] padded(int length, long padding) {
        long[] padded = new long[length];
        Arrays.fill(padded, padding);
        for (int i = 0; i < Math.min(length, ids.size()); i++) {
            padded[i] = ids.get(i);
        }
        return padded;
    }
}
