package ai.medsyn.standalone.acceptance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests for small datasets. */
final class Orders {

    static final int SIZE = 256;
    static final int COUNT = 10;
    static final long SEED = 7;

    /** What the tests that only read share. */
    static final Map<String, Object> REFERENCE = order("reference", COUNT, SEED);

    private Orders() {}

    static Map<String, Object> order(String name, int count, long seed) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("name", name);
        order.put("count", count);
        order.put("seed", seed);
        order.put("images", Map.of("size", SIZE));
        order.put("exports", List.of("folder"));
        return order;
    }

    /** The order with one more member, or another value of one. */
    static Map<String, Object> with(Map<String, Object> order, String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(order);
        changed.put(member, value);
        return changed;
    }
}
