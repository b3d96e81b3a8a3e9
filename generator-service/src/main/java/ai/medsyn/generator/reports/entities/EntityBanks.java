package ai.medsyn.generator.reports.entities;

import ai.medsyn.platform.lineage.UnknownLineage;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The banks by id. A bank never changes, so that the latest few are kept in memory. */
@Component
public class EntityBanks {

    /** 150,000 entities take some 30 MB. */
    private static final int KEPT = 3;

    private static final int FETCH = 10_000;

    private final JdbcClient jdbc;
    private final Lexicon lexicon;
    private final EntityBank builtIn;
    private final Map<UUID, EntityBank> latest = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, EntityBank> eldest) {
            return size() > KEPT;
        }
    };

    EntityBanks(JdbcClient jdbc, Lexicon lexicon) {
        this.jdbc = jdbc;
        this.lexicon = lexicon;
        this.builtIn = EntityBank.of(lexicon);
    }

    /**
     * A bank that is ready.
     *
     * @param id null for the built-in lexicon
     * @throws UnknownLineage if there is none of this id
     */
    public synchronized EntityBank require(@Nullable UUID id) {
        if (id == null) {
            return builtIn;
        }
        EntityBank bank = latest.get(id);
        if (bank == null) {
            bank = read(id);
            latest.put(id, bank);
        }
        return bank;
    }

    private EntityBank read(UUID id) {
        List<EntityBank.Entry> entries = jdbc.sql("""
                        select e.category, e.name, e.reports from entity_bank_entity e join entity_bank b on b.id = e.bank
                        where e.bank = ? and b.ready order by e.ordinal
                        """)
                .withFetchSize(FETCH)
                .param(id)
                .query((row, number) -> new EntityBank.Entry(
                        new Entity(EntityCategory.valueOf(row.getString("category")), row.getString("name")),
                        row.getInt("reports")))
                .list();
        if (entries.isEmpty()) {
            throw new UnknownLineage("entity bank", id.toString());
        }
        return new EntityBank(entries, Compatibility.of(lexicon));
    }
}
