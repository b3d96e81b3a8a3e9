package ai.medsyn.generator.reports.entities;

import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.radiology.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Entities that shall stand in a given share of the reports. Over any run of ordinals an entity of prevalence p stands in {@code p * count} of
 * them, to within one: a round of ordinals [a, b) holds it floor(b p + u) - floor(a p + u) times, with one offset u from the seed.
 * Within the round its ordinals are random, among those where it contradicts nothing that is given already. Where the targets nearly fill
 * the reports, a small round may be due more of them than it has places: the most favoured then stand in one less.
 */
final class Prevalences {

    private final SamplingSpec spec;
    private final Compatibility compatibility;
    /** The most frequent first: they are the hardest to place. */
    private final Map<Entity, Double> targets = new LinkedHashMap<>();

    private Prevalences(SamplingSpec spec, Compatibility compatibility) {
        this.spec = spec;
        this.compatibility = compatibility;
    }

    /**
     * Reads the targets of a specification.
     *
     * @throws SamplingExhaustedException if one is no clinical entity of the bank, or together they need more than k places
     */
    static Prevalences of(SamplingSpec spec, EntityBank bank) {
        Prevalences prevalences = new Prevalences(spec, bank.compatibility());
        double sum = 0;
        List<Map.Entry<String, Double>> wanted =
                new ArrayList<>(spec.prevalences().entrySet());
        wanted.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        for (Map.Entry<String, Double> target : wanted) {
            Entity entity = entity(target.getKey(), bank);
            if (!(target.getValue() > 0 && target.getValue() <= 1)) {
                throw new SamplingExhaustedException(
                        "a prevalence above 0 and up to 1 was expected for " + entity + ", found " + target.getValue());
            }
            prevalences.targets.put(entity, target.getValue());
            sum += target.getValue();
        }
        if (sum > spec.clinical()) {
            throw new SamplingExhaustedException(
                    "the prevalences add up to " + sum + " entities a report, more than the " + spec.clinical()
                            + " that a report has; lower them or raise the number of clinical entities");
        }
        return prevalences;
    }

    private static Entity entity(String text, EntityBank bank) {
        Entity entity;
        try {
            entity = Entity.parse(text);
        } catch (IllegalArgumentException notAnEntity) {
            throw new SamplingExhaustedException(
                    "a prevalence is given for CATEGORY:name, not for '" + text + "'", notAnEntity);
        }
        if (!entity.category().clinical() || !bank.contains(entity)) {
            throw new SamplingExhaustedException("a prevalence needs a clinical entity of the bank, which " + entity
                    + " is not; look it up in the bank's entities");
        }
        return entity;
    }

    /** True if how often an entity is drawn follows from its prevalence. */
    boolean governs(Entity entity) {
        return targets.containsKey(entity);
    }

    /** Places that the targets take in so many reports. */
    long expected(int count) {
        long expected = 0;
        for (double prevalence : targets.values()) {
            expected += (long) Math.floor(count * prevalence);
        }
        return expected;
    }

    /** Which targets stand in which set of a round. */
    record Allotment(List<List<Entity>> sets) {

        List<Entity> of(int index) {
            return sets.isEmpty() ? List.of() : sets.get(index);
        }
    }

    Allotment allot(long seed, int first, int count) {
        if (targets.isEmpty()) {
            return new Allotment(List.of());
        }
        List<List<Entity>> sets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sets.add(new ArrayList<>());
        }
        quotas(seed, first, count).forEach((entity, quota) -> {
            RandomGenerator random = generator(Seeds.derive(seed, "prevalence:" + entity, first, 1));
            place(entity, quota, sets, random);
        });
        return new Allotment(sets);
    }

    /** How often each target stands in a round; together no more often than the round has places. */
    private Map<Entity, Integer> quotas(long seed, int first, int count) {
        Map<Entity, Integer> quotas = new LinkedHashMap<>();
        long places = (long) count * spec.clinical();
        for (Map.Entry<Entity, Double> target : targets.entrySet()) {
            double p = target.getValue();
            double offset = generator(Seeds.derive(seed, "prevalence:" + target.getKey(), 0, 0))
                    .nextDouble();
            int quota = (int) (Math.floor((first + count) * p + offset) - Math.floor(first * p + offset));
            quotas.put(target.getKey(), quota);
            places -= quota;
        }
        for (; places < 0; places++) {
            Map.Entry<Entity, Integer> most = Collections.max(
                    quotas.entrySet(),
                    Comparator.comparingDouble(
                            quota -> quota.getValue() - count * targets.getOrDefault(quota.getKey(), 0.0)));
            most.setValue(most.getValue() - 1);
        }
        return quotas;
    }

    private void place(Entity entity, int quota, List<List<Entity>> sets, RandomGenerator random) {
        int[] order = new int[sets.size()];
        int left = quota;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        // Fisher-Yates, stopped as soon as the quota is placed.
        for (int i = 0; i < order.length && left > 0; i++) {
            int j = random.nextInt(i, order.length);
            int chosen = order[j];
            order[j] = order[i];
            List<Entity> set = sets.get(chosen);
            if (takes(set, entity)) {
                set.add(entity);
                left--;
            }
        }
        while (left > 0 && exchange(entity, sets, random)) {
            left--;
        }
        if (left > 0) {
            throw new SamplingExhaustedException("the prevalence of " + entity + " cannot be reached: " + left + " of "
                    + quota + " places contradict other prevalences; lower one of them");
        }
    }

    /** Whether a set has a place for an entity that it does not hold and that contradicts none of it. */
    private boolean takes(List<Entity> set, Entity entity) {
        return set.size() < spec.clinical()
                && set.stream().noneMatch(other -> other.equals(entity) || compatibility.contradicts(entity, other));
    }

    /** Puts an entity where another target stood, which moves to a set that still has a place; false if none can. */
    private boolean exchange(Entity entity, List<List<Entity>> sets, RandomGenerator random) {
        for (Entity other : targets.keySet()) {
            List<Entity> open = any(sets, random, set -> takes(set, other));
            List<Entity> left = any(sets, random, set -> set.contains(other) && takes(without(other, set), entity));
            if (open != null && left != null) {
                left.set(left.indexOf(other), entity);
                open.add(other);
                return true;
            }
        }
        return false;
    }

    private static List<Entity> without(Entity entity, List<Entity> set) {
        return set.stream().filter(member -> !member.equals(entity)).toList();
    }

    /** The first set from a random one on; null if there is none. */
    private static @Nullable List<Entity> any(
            List<List<Entity>> sets, RandomGenerator random, Predicate<List<Entity>> wanted) {
        int start = random.nextInt(sets.size());
        for (int i = 0; i < sets.size(); i++) {
            List<Entity> set = sets.get((start + i) % sets.size());
            if (wanted.test(set)) {
                return set;
            }
        }
        return null;
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
