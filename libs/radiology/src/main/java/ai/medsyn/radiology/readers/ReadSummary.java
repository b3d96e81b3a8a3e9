package ai.medsyn.radiology.readers;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a collection.
 *
 * @param read reports found
 * @param kept reports handed on
 * @param dropped reports left out, by reason ({@code no-text}, {@code too-short}, {@code not-frontal}, {@code unreadable})
 */
public record ReadSummary(int read, int kept, Map<String, Integer> dropped) {

    public ReadSummary {
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
    }
}
