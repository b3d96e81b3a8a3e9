package ai.medsyn.radiology.readers;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a collection.
 *
 * @param read reports found
 * @param kept reports handed on
 * @param dropped reports left out, by reason ({@code no-text}, {@code too-short}, {@code not-frontal}, {@code unreadable}, {@code
 *     duplicate})
 * @param noted reports that were kept, by what is remarkable: {@code same-text} as one before word for word, {@code same-words}
 *     but for case, punctuation and numbering, {@code removed-words} to protect the patient
 */
public record ReadSummary(int read, int kept, Map<String, Integer> dropped, Map<String, Integer> noted) {

    public ReadSummary {
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        noted = Collections.unmodifiableMap(new TreeMap<>(noted));
    }
}
