package ai.medsyn.generator.reports.banks;

import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.database.BulkInsert;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a bank holds, all at once: a bank is ready or it is empty. */
@Component
class BankRows {

    private final BulkInsert bulk;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    BankRows(BulkInsert bulk, JdbcClient jdbc, JsonMapper json) {
        this.bulk = bulk;
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(int ordinal, EntityBank.Entry entry) {}

    @Transactional
    public void write(UUID bank, BankCounts.Counted counted, BankStatistics.@Nullable Texts texts) {
        List<Row> rows = new ArrayList<>(counted.entries().size());
        for (int i = 0; i < counted.entries().size(); i++) {
            rows.add(new Row(i, counted.entries().get(i)));
        }
        bulk.insert(
                "entity_bank_entity",
                List.of("bank", "ordinal", "category", "name", "reports"),
                rows,
                (row, out) -> out.uuid(bank)
                        .int4(row.ordinal())
                        .text(row.entry().entity().category().name())
                        .text(row.entry().entity().name())
                        .int4(row.entry().reports()));
        bulk.insert(
                "entity_bank_pair",
                List.of("bank", "one", "other", "reports"),
                counted.pairs(),
                (pair, out) ->
                        out.uuid(bank).int4(pair.one()).int4(pair.other()).int4(pair.reports()));
        jdbc.sql("""
                        update entity_bank set ready = true, reports = ?, entities = ?, sha256 = ?, statistics = ?::jsonb
                        where id = ?
                        """)
                .params(
                        counted.reports(),
                        rows.size(),
                        digest(counted.entries()).hex())
                .params(json.writeValueAsString(BankStatistics.of(counted, texts)), bank)
                .update();
    }

    /** sha256 of one line per entity in the bank's order: {@code CATEGORY:name TAB reports LF}. */
    private static Sha256 digest(List<EntityBank.Entry> entries) {
        MessageDigest digest = Sha256.digest();
        for (EntityBank.Entry entry : entries) {
            digest.update((entry.entity() + "\t" + entry.reports() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.ofDigest(digest.digest());
    }
}
