package ai.medsyn.gateway.datasets;

import java.util.Map;

/**
 * How curation stands after a round.
 *
 * @param candidates candidates of all rounds so far
 * @param accepted those that every filter accepts
 * @param rejected the others, by the first filter that rejects them
 */
record Curated(int candidates, int accepted, Map<String, Long> rejected) {

    static final Curated NONE = new Curated(0, 0, Map.of());
}
