package ai.medsyn.generator.reports.samplings;

import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.Concentration;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of table {@code entity_set}. */
@Component
public class EntitySets {

    private static final String LISTING = "entity-sets";

    private final BulkInsert bulk;
    private final JdbcClient jdbc;

    EntitySets(BulkInsert bulk, JdbcClient jdbc) {
        this.bulk = bulk;
        this.jdbc = jdbc;
    }

    /** The entities of one ordinal, as {@code CATEGORY:name}. */
    public record Sampled(int ordinal, List<String> entities) {}

    void insert(JobId sampling, List<Sampled> sets) {
        bulk.insert(
                "entity_set",
                List.of("sampling", "ordinal", "entities"),
                sets,
                (set, row) -> row.uuid(sampling.value()).int4(set.ordinal()).textArray(set.entities()));
    }

    /** The sets of a sampling by ordinal. */
    @Transactional(readOnly = true)
    public Page<Sampled> page(JobId sampling, PageRequest request) {
        long after = request.after(LISTING, 1).map(cursor -> cursor.number(0)).orElse(-1L);
        List<Sampled> sets = jdbc.sql(
                        "select ordinal, entities from entity_set where sampling = ? and ordinal > ? order by ordinal limit ?")
                .params(sampling.value(), after, request.fetch())
                .query((row, number) -> new Sampled(row.getInt("ordinal"), List.of((String[])
                        row.getArray("entities").getArray())))
                .list();
        return Page.of(sets, request, set -> Cursor.of(LISTING, set.ordinal()));
    }

    /** How evenly the stored sets use the entities of the bank, by category; what is never used counts too. */
    SortedMap<EntityCategory, Concentration> balance(JobId sampling, EntityBank bank) {
        Map<Entity, Integer> uses = new HashMap<>();
        jdbc.sql("select entity, count(*) from entity_set, unnest(entities) entity where sampling = ? group by entity")
                .param(sampling.value())
                .query(row -> {
                    uses.put(Entity.parse(row.getString(1)), row.getInt(2));
                });
        Map<EntityCategory, Concentration> balance = new EnumMap<>(EntityCategory.class);
        for (EntityCategory category : EntityCategory.values()) {
            balance.put(
                    category,
                    Concentration.of(bank.entries(category).stream()
                            .mapToLong(entry -> uses.getOrDefault(entry.entity(), 0))
                            .toArray()));
        }
        return new TreeMap<>(balance);
    }
}
