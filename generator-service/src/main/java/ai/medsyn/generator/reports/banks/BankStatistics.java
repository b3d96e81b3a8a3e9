package ai.medsyn.generator.reports.banks;

import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.generator.reports.texts.TextDiversity;
import ai.medsyn.platform.lineage.Concentration;
import ai.medsyn.radiology.EntityCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bank holds, in numbers.
 *
 * @param reports reports that were read; 0 where the source has none
 * @param categories by category
 * @param together pairs of entities by the reports that mention both, the most frequent ones
 * @param texts how the reports are worded; null where the source has none
 */
public record BankStatistics(
        int reports,
        SortedMap<EntityCategory, Category> categories,
        List<Together> together,
        @Nullable Texts texts) {

    private static final int TOP = 50;
    private static final int PAIRS = 100;

    /**
     * One category.
     *
     * @param mentions reports that mention each entity, added up
     * @param once entities that a single report mentions
     * @param half the fewest entities that have half of the mentions: how short the head is
     * @param ninety the same for 90 %
     * @param zipfExponent s in {@code count ~ rank^-s}, least squares over the logarithms; 0 where all are alike
     * @param top the most mentioned entities
     */
    public record Category(
            int entities,
            long mentions,
            int once,
            int half,
            int ninety,
            double zipfExponent,
            Concentration concentration,
            List<Top> top) {}

    /** Length and variety of the first 5,000 reports, by section. */
    public record Texts(TextDiversity findings, TextDiversity impressions) {}

    /** An entity and the reports that mention it. */
    public record Top(String name, int reports) {}

    /**
     * Two entities in the same reports.
     *
     * @param lift reports that mention both over what chance would give, {@code n(ab) N / (n(a) n(b))}
     */
    public record Together(String one, String other, int reports, double lift) {}

    static BankStatistics of(BankCounts.Counted counted, @Nullable Texts texts) {
        SortedMap<EntityCategory, Category> categories = new TreeMap<>();
        for (EntityCategory category : EntityCategory.values()) {
            List<EntityBank.Entry> entries = counted.entries().stream()
                    .filter(entry -> entry.entity().category() == category)
                    .toList();
            if (!entries.isEmpty()) {
                categories.put(category, category(entries));
            }
        }
        List<Together> together = new ArrayList<>();
        counted.pairs().stream()
                .limit(PAIRS)
                .map(pair -> together(pair, counted))
                .forEach(together::add);
        return new BankStatistics(counted.reports(), categories, together, texts);
    }

    private static Together together(BankCounts.Pair pair, BankCounts.Counted counted) {
        EntityBank.Entry one = counted.entries().get(pair.one());
        EntityBank.Entry other = counted.entries().get(pair.other());
        double lift = (double) pair.reports() * counted.reports() / ((double) one.reports() * other.reports());
        return new Together(one.entity().toString(), other.entity().toString(), pair.reports(), lift);
    }

    /** @param entries the most mentioned first */
    private static Category category(List<EntityBank.Entry> entries) {
        long[] counts = entries.stream().mapToLong(EntityBank.Entry::reports).toArray();
        Concentration concentration = Concentration.of(counts);
        return new Category(
                counts.length,
                concentration.uses(),
                (int) entries.stream().filter(entry -> entry.reports() == 1).count(),
                head(counts, 0.5 * concentration.uses()),
                head(counts, 0.9 * concentration.uses()),
                zipf(counts),
                concentration,
                entries.stream()
                        .limit(TOP)
                        .map(entry -> new Top(entry.entity().name(), entry.reports()))
                        .toList());
    }

    private static int head(long[] descending, double share) {
        long sum = 0;
        int entities = 0;
        while (sum < share) {
            sum += descending[entities++];
        }
        return entities;
    }

    /** The slope of log count over log rank, with its sign turned. */
    private static double zipf(long[] descending) {
        int n = descending.length;
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (int i = 0; i < n; i++) {
            double x = StrictMath.log(i + 1.0);
            double y = StrictMath.log(descending[i]);
            sumX += x;
            sumY += y;
            sumXX += x * x;
            sumXY += x * y;
        }
        double spread = n * sumXX - sumX * sumX;
        return spread == 0 ? 0 : 0.0 - (n * sumXY - sumX * sumY) / spread;
    }
}
