package ai.medsyn.vision.data;

import java.util.List;

/**
 * A pair as it lies in a shard.
 *
 * @param name how messages call it
 * @param pixels side x side gray values, row-major
 * @param segments its texts, at least one; one of them is drawn each time that the pair is seen
 */
record PreparedPair(String name, byte[] pixels, List<TextTokenizer.Pieces> segments) {

    PreparedPair {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a pair without a text is not prepared");
        }
    }
}
