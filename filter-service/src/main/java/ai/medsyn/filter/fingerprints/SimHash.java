package ai.medsyn.filter.fingerprints;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * SimHash (Charikar, STOC 2002) over the set of word shingles: the expected share of differing bits grows with the angle between the
 * two shingle sets, so a small distance means nearly the same words in nearly the same order.
 */
final class SimHash {

    /** Words per shingle. One or two make reports with other findings collide; four let a changed article hide a copy. */
    static final int SHINGLE = 3;

    private SimHash() {}

    /** The 64-bit code of a text's words, at least one. A text shorter than a shingle is one shingle. */
    static long of(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("expected at least one word");
        }
        int size = Math.min(SHINGLE, words.size());
        Set<String> shingles = new HashSet<>();
        int[] votes = new int[Long.SIZE];
        for (int start = 0; start + size <= words.size(); start++) {
            String shingle = String.join(" ", words.subList(start, start + size));
            if (shingles.add(shingle)) {
                vote(votes, StableHash.of(shingle));
            }
        }
        return majority(votes);
    }

    private static void vote(int[] votes, long hash) {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            votes[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
        }
    }

    private static long majority(int[] votes) {
        long code = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (votes[bit] > 0) {
                code |= 1L << bit;
            }
        }
        return code;
    }
}
