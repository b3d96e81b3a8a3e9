package ai.medsyn.vision.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How pairs are prepared: everything that decides the bytes of a shard besides the pairs.
 *
 * @param side width and height of the stored images in pixels, 16 to 1024
 * @param fit how a radiograph becomes a square
 * @param text what is read of a report
 * @param maxTokens word pieces per text including [CLS] and [SEP], at least 2
 * @param longTexts what becomes of longer ones
 */
public record ShardSettings(int side, Fit fit, TextRule text, int maxTokens, LongTexts longTexts) {

    /** Texts with more word pieces than the text encoder reads. */
    public enum LongTexts {
        /** The first pieces are kept, as all official code does. */
        TRUNCATE,
        /** Preparation fails, naming the pair. */
        REFUSE
    }

    public ShardSettings {
        if (side < 16 || side > 1024 || maxTokens < 2) {
            throw new IllegalArgumentException("expected a side of 16 to 1024 pixels and at least 2 tokens, found "
                    + side + " pixels and " + maxTokens + " tokens");
        }
    }

    /** Name of the prepared form of a source: equal names hold equal bytes. */
    String key(PairSource source, TextTokenizer tokenizer) {
        String content = String.join(
                "\n",
                "shard-format " + Shard.FORMAT,
                source.digest(),
                tokenizer.digest(),
                side + " " + fit + " " + text + " " + maxTokens + " " + longTexts);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
