package ai.medsyn.gateway.datasets;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How curation stands after a round.
 *
 * @param candidates candidates of all rounds so far
 * @param accepted those that every filter accepts
 * @param rejected the others, by the first filter that rejects them
 * @param warnings of the generators, each once
 */
record Curated(int candidates, int accepted, Map<String, Long> rejected, List<String> warnings) {

    static final Curated NONE = new Curated(0, 0, Map.of(), List.of());

    Curated warned(Collection<String> by) {
        return new Curated(candidates, accepted, rejected, List.copyOf(by));
    }
}
