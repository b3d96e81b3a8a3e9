package ai.medsyn.generator.reports.banks;

import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.radiology.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts entities, and which of them stand together, over the reports of a corpus. */
final class BankCounts {

    /** Pairs are counted among so many of the most mentioned entities: their table stays small whatever the corpus. */
    static final int PAIRED = 400;

    /** So many pairs are kept, the most frequent ones. */
    private static final int KEPT_PAIRS = 5_000;

    private final Map<Entity, Integer> ids = new LinkedHashMap<>();
    private final List<int[]> sets = new ArrayList<>();
    private long[] counts = new long[1024];
    private int reports;

    /** Two entities and the reports that mention both; ordinals of the bank, {@code one < other}. */
    record Pair(int one, int other, int reports) {}

    /** @param entries by category, the most mentioned first */
    record Counted(int reports, List<EntityBank.Entry> entries, List<Pair> pairs) {}

    /** Counts a report by what it mentions. */
    void report(Collection<Entity> mentioned) {
        reports++;
        sets.add(mentioned.stream()
                .distinct()
                .filter(entity -> !entity.name().isEmpty())
                .mapToInt(entity -> count(entity, 1))
                .toArray());
    }

    /** Counts an entity that so many reports mention. */
    int count(Entity entity, long times) {
        int id = ids.computeIfAbsent(entity, any -> ids.size());
        if (id == counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        counts[id] += times;
        return id;
    }

    int distinct() {
        return ids.size();
    }

    Counted counted() {
        Map<Entity, Entity> plurals = plurals();
        Map<Entity, Long> merged = new HashMap<>();
        ids.forEach((entity, id) -> merged.merge(plurals.getOrDefault(entity, entity), counts[id], Long::sum));
        List<EntityBank.Entry> entries = merged.entrySet().stream()
                .map(entry -> new EntityBank.Entry(entry.getKey(), (int) Math.min(Integer.MAX_VALUE, entry.getValue())))
                .sorted(Comparator.comparing(
                                (EntityBank.Entry entry) -> entry.entity().category())
                        .thenComparing(Comparator.comparingInt(EntityBank.Entry::reports)
                                .reversed())
                        .thenComparing(EntityBank.Entry::entity))
                .toList();
        return new Counted(reports, entries, pairs(entries, plurals));
    }

    /** Plurals whose singular stands in the corpus too, in the same category: "opacities", "nodules". */
    private Map<Entity, Entity> plurals() {
        Map<Entity, Entity> singulars = new HashMap<>();
        for (Entity entity : ids.keySet()) {
            String name = entity.name();
            String singular = name.endsWith("ies") && name.length() > 4
                    ? name.substring(0, name.length() - 3) + "y"
                    : name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : "";
            Entity other = new Entity(entity.category(), singular);
            if (ids.containsKey(other)) {
                singulars.put(entity, other);
            }
        }
        return singulars;
    }

    private List<Pair> pairs(List<EntityBank.Entry> entries, Map<Entity, Entity> plurals) {
        int[] ordinals = frequentOrdinals(entries, plurals);
        Map<Long, Integer> together = new HashMap<>();
        for (int[] set : sets) {
            int[] frequent = Arrays.stream(set)
                    .map(id -> ordinals[id])
                    .filter(ordinal -> ordinal >= 0)
                    .distinct()
                    .sorted()
                    .toArray();
            for (int i = 0; i < frequent.length; i++) {
                for (int j = i + 1; j < frequent.length; j++) {
                    together.merge((long) frequent[i] << 32 | frequent[j], 1, Integer::sum);
                }
            }
        }
        return together.entrySet().stream()
                .map(pair -> new Pair((int) (pair.getKey() >> 32), pair.getKey().intValue(), pair.getValue()))
                .sorted(Comparator.comparingInt(Pair::reports)
                        .reversed()
                        .thenComparingInt(Pair::one)
                        .thenComparingInt(Pair::other))
                .limit(KEPT_PAIRS)
                .toList();
    }

    /** The place in the bank of each entity that is frequent enough to be paired, by id; -1 for the others. */
    private int[] frequentOrdinals(List<EntityBank.Entry> entries, Map<Entity, Entity> plurals) {
        Map<Entity, Integer> places = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            places.put(entries.get(i).entity(), i);
        }
        List<Entity> frequent = entries.stream()
                .sorted(Comparator.comparingInt(EntityBank.Entry::reports)
                        .reversed()
                        .thenComparing(EntityBank.Entry::entity))
                .limit(PAIRED)
                .map(EntityBank.Entry::entity)
                .toList();
        places.keySet().retainAll(Set.copyOf(frequent));
        int[] ordinals = new int[ids.size()];
        ids.forEach((entity, id) -> ordinals[id] = places.getOrDefault(plurals.getOrDefault(entity, entity), -1));
        return ordinals;
    }
}
