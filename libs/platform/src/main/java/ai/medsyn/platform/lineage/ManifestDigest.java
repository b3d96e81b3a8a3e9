package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The manifest digest of a dataset version: one sha256 over the identity of every sample, in position order. Two versions with the same
 * digest hold the same texts and the same images at the same places.
 *
 * <p>The digest is that of the UTF-8 text of one line per sample, five fields separated by a tab and closed by a line feed:
 *
 * <pre>position TAB ordinal TAB split TAB text sha256 TAB image sha256 LF</pre>
 *
 * so {@code sha256sum} over a file of these lines computes it too. Streaming: holds no samples. Not thread-safe.
 */
public final class ManifestDigest {

    private final MessageDigest digest = Sha256.digest();
    private long next;

    /**
     * Adds the sample at the next position.
     *
     * @param position 0 for the first sample, then 1, 2, …
     * @param ordinal the candidate's ordinal in its corpus
     * @param split a word without blanks, for example {@code train}
     * @throws IllegalArgumentException if a position is skipped or repeated, or a split has white space in it
     */
    public void add(long position, long ordinal, String split, Sha256 text, Sha256 image) {
        if (position != next) {
            throw new IllegalArgumentException("expected the sample at position " + next + ", found position "
                    + position + ": give every sample once, in position order");
        }
        digest.update(line(position, ordinal, split, text, image).getBytes(StandardCharsets.UTF_8));
        next++;
    }

    /** How many samples were added. */
    public long count() {
        return next;
    }

    /** The digest of all lines added; starts over. */
    public Sha256 finish() {
        next = 0;
        return Sha256.ofDigest(digest.digest());
    }

    /** The canonical line of one sample, with its line feed. */
    public static String line(long position, long ordinal, String split, Sha256 text, Sha256 image) {
        if (split.isEmpty() || split.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("expected a split of one word, found '" + split + "'");
        }
        return position + "\t" + ordinal + "\t" + split + "\t" + text + "\t" + image + "\n";
    }
}
