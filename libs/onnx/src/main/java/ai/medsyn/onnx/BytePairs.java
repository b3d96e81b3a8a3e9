package ai.medsyn.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CLIP's byte-level byte-pair encoding: a word is the characters that stand for its UTF-8 bytes, the last one marked {@code </w>}; the pair of
 * neighbours with the lowest rank is merged until no known pair is left.
 */
final class BytePairs {

    private static final String END_OF_WORD = "</w>";
    private static final String[] CHARACTERS = characters();

    private record Pair(String left, String right) {}

    private final Map<String, Integer> ids;
    private final Map<Pair, Integer> ranks;
    private final int unknown;

    BytePairs(Map<String, Integer> ids, List<String> merges, int unknown) {
        this.ids = ids;
        this.ranks = new HashMap<>(merges.size() * 2);
        for (int rank = 0; rank < merges.size(); rank++) {
            String merge = merges.get(rank);
            int space = merge.indexOf(' ');
            ranks.putIfAbsent(new Pair(merge.substring(0, space), merge.substring(space + 1)), rank);
        }
        this.unknown = unknown;
    }

    /** Appends the ids of one word's UTF-8 bytes. */
    void encode(byte[] word, List<Integer> into) {
        List<String> parts = new ArrayList<>(word.length);
        for (byte each : word) {
            parts.add(CHARACTERS[each & 0xFF]);
        }
        int last = parts.size() - 1;
        parts.set(last, parts.get(last) + END_OF_WORD);
        for (int at = best(parts); at >= 0; at = best(parts)) {
            merge(parts, new Pair(parts.get(at), parts.get(at + 1)));
        }
        parts.forEach(part -> into.add(ids.getOrDefault(part, unknown)));
    }

    /** Where the pair of lowest rank stands, or -1 if no pair is known. */
    private int best(List<String> parts) {
        int best = -1;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < parts.size(); i++) {
            int rank = ranks.getOrDefault(new Pair(parts.get(i), parts.get(i + 1)), Integer.MAX_VALUE);
            if (rank < lowest) {
                lowest = rank;
                best = i;
            }
        }
        return best;
    }

    private static void merge(List<String> parts, Pair pair) {
        List<String> merged = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            boolean here = i + 1 < parts.size()
                    && parts.get(i).equals(pair.left())
                    && parts.get(i + 1).equals(pair.right());
            merged.add(here ? pair.left() + pair.right() : parts.get(i));
            i += here ? 1 : 0;
        }
        parts.clear();
        parts.addAll(merged);
    }

    /** GPT-2's map from bytes to printable characters: printable Latin-1 stands for itself, the rest follows from U+0100 on. */
    private static String[] characters() {
        String[] characters = new String[256];
        int next = 0x100;
        for (int b = 0; b < characters.length; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            characters[b] = String.valueOf((char) (printable ? b : next));
            next += printable ? 0 : 1;
        }
        return characters;
    }
}
