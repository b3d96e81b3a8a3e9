package ai.medsyn.radiology.readers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Remembers reports by 64 bits of a digest, 16 bytes each in a set: two different ones of a million are taken for the same with a
 * probability of 3e-8.
 */
final class SeenTexts {

    /** How a text relates to those before it. */
    enum Kind {
        NEW,
        /** The same but for case, punctuation, numbers of a list and blanks. */
        SAME_WORDS,
        SAME_TEXT
    }

    private static final Pattern NO_WORD =
            Pattern.compile("[^a-z0-9.]+|(?<![0-9])\\.|\\.(?![0-9])|(?<= )[0-9]{1,2}\\.(?= )");

    private final Set<Long> texts = new HashSet<>();
    private final Set<Long> words = new HashSet<>();

    /** Compares a text with all before it, and remembers it. */
    Kind add(String text) {
        boolean newWords = words.add(digest(normal(text)));
        boolean newText = texts.add(digest(text));
        return newWords ? Kind.NEW : newText ? Kind.SAME_WORDS : Kind.SAME_TEXT;
    }

    static String normal(String text) {
        return NO_WORD.matcher(" " + text.toLowerCase(Locale.ROOT) + " ")
                .replaceAll(" ")
                .replaceAll(" +", " ")
                .strip();
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
