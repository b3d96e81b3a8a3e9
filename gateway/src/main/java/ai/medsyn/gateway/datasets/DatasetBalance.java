package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.lineage.Concentration;
import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How evenly a dataset version uses the entities of its bank, and how its candidates fared by entity. */
@Component
public class DatasetBalance {

    private static final int LEAST = 50;

    private final JdbcClient jdbc;
    private final Datasets datasets;

    DatasetBalance(JdbcClient jdbc, Datasets datasets) {
        this.jdbc = jdbc;
        this.datasets = datasets;
    }

    /**
     * The balance that was reached.
     *
     * @param cap the most uses of one entity that the request allowed; null where texts are real
     * @param maxUse the most uses of one entity in the version
     * @param categories uses of the bank's entities in the version, used or not, by category
     * @param leastAccepted the entities whose candidates were accepted least, the worst first
     */
    public record Balance(
            @Nullable Integer cap,
            long maxUse,
            SortedMap<EntityCategory, Concentration> categories,
            List<EntityAcceptance> leastAccepted) {

        /** A few of these numbers under names, for the cards of exports. */
        SortedMap<String, Double> measures() {
            SortedMap<String, Double> measures = new TreeMap<>();
            if (cap == null) {
                return measures;
            }
            measures.put("Entities: cap on the uses of one", (double) cap);
            measures.put("Entities: most uses of one", (double) maxUse);
            categories.forEach((category, uses) -> {
                measures.put("Entities: evenness over the bank, " + category, uses.evenness());
                measures.put("Entities: Gini over the bank, " + category, uses.gini());
            });
            leastAccepted.stream()
                    .findFirst()
                    .ifPresent(least -> measures.put("Entities: least acceptance of one", least.acceptance()));
            return measures;
        }
    }

    /**
     * How the candidates that were to say an entity fared.
     *
     * @param candidates how many there are
     * @param accepted how many every filter accepts
     */
    public record EntityAcceptance(String entity, int candidates, int accepted, double acceptance) {}

    private record Row(String entity, int candidates, int accepted, int uses) {}

    @Transactional(readOnly = true)
    public Balance of(Dataset dataset) {
        Corpus corpus = datasets.requireCorpus(dataset.corpus());
        CorpusSpec.SampledReports sampled = datasets.spec(corpus).sampled();
        if (sampled == null) {
            return new Balance(null, 0, new TreeMap<>(), List.of());
        }
        List<Row> rows = rows(dataset);
        Map<EntityCategory, Integer> sizes = sizes(sampled.bank());
        SortedMap<EntityCategory, Concentration> categories = new TreeMap<>();
        sizes.forEach((category, size) -> categories.put(category, concentration(category, size, rows)));
        List<EntityAcceptance> least = rows.stream()
                .map(row -> new EntityAcceptance(
                        row.entity(), row.candidates(), row.accepted(), (double) row.accepted() / row.candidates()))
                .sorted(Comparator.comparingDouble(EntityAcceptance::acceptance)
                        .thenComparing(Comparator.comparingInt(EntityAcceptance::candidates)
                                .reversed())
                        .thenComparing(EntityAcceptance::entity))
                .limit(LEAST)
                .toList();
        return new Balance(
                sampled.sampling().maxUse(),
                rows.stream().mapToLong(Row::uses).max().orElse(0),
                categories,
                least);
    }

    private List<Row> rows(Dataset dataset) {
        return jdbc.sql("""
                        with rejected as (select distinct ordinal from verdict where dataset = :dataset and not accepted),
                             kept as (select ordinal from dataset_sample where dataset = :dataset)
                        select entity, count(*) as candidates, count(*) filter (where r.ordinal is null) as accepted,
                               count(k.ordinal) as uses
                        from sample s cross join unnest(s.entities) entity
                        left join rejected r on r.ordinal = s.ordinal left join kept k on k.ordinal = s.ordinal
                        where s.corpus = :corpus group by entity
                        """)
                .param("dataset", dataset.id().value())
                .param("corpus", dataset.corpus().value())
                .query((row, number) -> new Row(
                        row.getString("entity"), row.getInt("candidates"), row.getInt("accepted"), row.getInt("uses")))
                .list();
    }

    private Map<EntityCategory, Integer> sizes(@Nullable UUID bank) {
        Map<EntityCategory, Integer> sizes = new EnumMap<>(EntityCategory.class);
        if (bank == null) {
            for (EntityCategory category : EntityCategory.values()) {
                sizes.put(category, Lexicon.builtIn().entities(category).size());
            }
            return sizes;
        }
        jdbc.sql("select category, count(*) from entity_bank_entity where bank = ? group by category")
                .param(bank)
                .query(row -> {
                    sizes.put(EntityCategory.valueOf(row.getString(1)), row.getInt(2));
                });
        return sizes;
    }

    private static Concentration concentration(EntityCategory category, int size, List<Row> rows) {
        long[] used = rows.stream()
                .filter(row -> row.entity().startsWith(category + ":"))
                .mapToLong(Row::uses)
                .toArray();
        // What no candidate was to say is used by none.
        return Concentration.of(Arrays.copyOf(used, Math.max(size, used.length)));
    }
}
