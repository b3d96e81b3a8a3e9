package ai.medsyn.filter.fingerprints;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The fingerprints of accepted reports, searched for the nearest. Reports are grouped by what they state, so a search compares only
 * wordings of the same statements: one xor and one bit count each.
 */
public final class AcceptedTexts {

    private final Map<Long, Wordings> byStatements = new HashMap<>();

    public void add(TextFingerprint fingerprint) {
        byStatements
                .computeIfAbsent(fingerprint.statements(), statements -> new Wordings())
                .add(fingerprint.wording());
    }

    /** Distance to the nearest accepted report, {@link TextFingerprint#FARTHEST} if none is comparable. */
    public int nearest(TextFingerprint fingerprint) {
        Wordings same = byStatements.get(fingerprint.statements());
        return same == null ? TextFingerprint.FARTHEST : same.nearest(fingerprint.wording());
    }

    private static final class Wordings {
        private long[] codes = new long[4];
        private int size;

        void add(long code) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, 2 * size);
            }
            codes[size++] = code;
        }

        int nearest(long code) {
            int best = TextFingerprint.FARTHEST;
            for (int i = 0; i < size; i++) {
                best = Math.min(best, Long.bitCount(codes[i] ^ code));
            }
            return best;
        }
    }
}
