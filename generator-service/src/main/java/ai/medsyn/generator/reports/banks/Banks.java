package ai.medsyn.generator.reports.banks;

import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.lineage.UnknownLineage;
import ai.medsyn.radiology.EntityCategory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The registered banks of all teams. */
@Component
public class Banks {

    private static final String LISTING = "entity-banks";
    private static final String ENTITIES = "bank-entities";
    private static final String SELECT = """
            select id, name, version, source, report_set, list, extractor, reports, entities, sha256, ready, created_at
            from entity_bank
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Banks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An entity of a bank with the reports that mention it. */
    public record Counted(int ordinal, String category, String name, int reports) {}

    /** Registers a bank under the next version of its name; registering one with the same id again finds the first. */
    @Transactional
    public Bank add(NewBank bank) {
        // Versions of a name are counted one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("entity-bank:" + bank.team() + ":" + bank.name())
                .query((row, number) -> 0)
                .list();
        jdbc.sql("""
                        insert into entity_bank (id, team, name, version, source, report_set, list, extractor, created_at)
                        select :id, :team, :name, coalesce(max(version), 0) + 1, :source, :set, :list, :extractor, :now
                        from entity_bank where team = :team and name = :name on conflict (id) do nothing
                        """)
                .param("id", bank.id())
                .param("team", bank.team())
                .param("name", bank.name())
                .param("source", bank.source().origin().name())
                .param("set", bank.source().reportSet(), Types.OTHER)
                .param("list", bank.source().list(), Types.VARCHAR)
                .param("extractor", bank.source().extractor(), Types.VARCHAR)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return require(bank.id().toString(), bank.team());
    }

    /**
     * A bank of a team.
     *
     * @param reference its id, {@code name@version}, or a name for its latest ready version
     * @throws UnknownLineage if the team has none
     */
    @Transactional(readOnly = true)
    public Bank require(String reference, String team) {
        return find(reference, team).orElseThrow(() -> new UnknownLineage("entity bank", reference));
    }

    /**
     * A bank of a team that was built.
     *
     * @throws RequestRefused 409 {@code entity-bank-not-ready}
     */
    @Transactional(readOnly = true)
    public Bank requireReady(String reference, String team) {
        Bank bank = require(reference, team);
        if (!bank.ready()) {
            throw RequestRefused.conflict(
                    "entity-bank-not-ready",
                    "a bank that was built was expected, found " + bank.reference()
                            + " still without content; wait for its job, or build it again if that failed");
        }
        return bank;
    }

    private Optional<Bank> find(String reference, String team) {
        try {
            return jdbc.sql(SELECT + " where id = ? and team = ?")
                    .params(UUID.fromString(reference), team)
                    .query(Banks::map)
                    .optional();
        } catch (IllegalArgumentException noId) {
            return named(reference, team);
        }
    }

    private Optional<Bank> named(String reference, String team) {
        int at = reference.indexOf('@');
        String version = at < 0 ? "" : reference.substring(at + 1);
        if (at >= 0 && !version.matches("[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        String name = at < 0 ? reference : reference.substring(0, at);
        String which = at < 0 ? "ready" : "version = " + Integer.parseInt(version);
        return jdbc.sql(SELECT + " where team = ? and name = ? and " + which + " order by version desc limit 1")
                .params(team, name)
                .query(Banks::map)
                .optional();
    }

    /** The banks of a team by name, latest version first. */
    @Transactional(readOnly = true)
    public Page<Bank> page(String team, PageRequest request) {
        Optional<Cursor> after = request.after(LISTING, 2);
        // Before every name a bank may have where there is no cursor: names do not begin with a blank.
        String name = after.map(cursor -> cursor.text(0)).orElse(" ");
        List<Bank> banks = jdbc.sql(SELECT + """
                         where team = ? and (name > ? or name = ? and version < ?) order by name, version desc limit ?
                        """)
                .params(team, name, name, after.map(cursor -> cursor.number(1)).orElse(0L), request.fetch())
                .query(Banks::map)
                .list();
        return Page.of(banks, request, bank -> Cursor.of(LISTING, bank.name(), bank.version()));
    }

    /** The entities of a bank in its order: by category, the most mentioned first. */
    @Transactional(readOnly = true)
    public Page<Counted> entities(Bank bank, @Nullable EntityCategory category, PageRequest request) {
        long after = request.after(ENTITIES, 1).map(cursor -> cursor.number(0)).orElse(-1L);
        List<String> categories = category == null
                ? Arrays.stream(EntityCategory.values()).map(Enum::name).toList()
                : List.of(category.name());
        List<Counted> entities = jdbc.sql("""
                        select ordinal, category, name, reports from entity_bank_entity
                        where bank = :bank and ordinal > :after and category in (:categories) order by ordinal limit :limit
                        """)
                .param("bank", bank.id())
                .param("after", after)
                .param("categories", categories)
                .param("limit", request.fetch())
                .query((row, number) -> new Counted(
                        row.getInt("ordinal"), row.getString("category"), row.getString("name"), row.getInt("reports")))
                .list();
        return Page.of(entities, request, entity -> Cursor.of(ENTITIES, entity.ordinal()));
    }

    /** The counts of a category, the largest first. */
    @Transactional(readOnly = true)
    public long[] counts(Bank bank, EntityCategory category) {
        return jdbc
                .sql("select reports from entity_bank_entity where bank = ? and category = ? order by reports desc")
                .params(bank.id(), category.name())
                .query(Integer.class)
                .list()
                .stream()
                .mapToLong(Integer::longValue)
                .toArray();
    }

    /** The statistics that were computed with the bank, as JSON; nothing until it is ready. */
    @Transactional(readOnly = true)
    public Optional<String> statistics(Bank bank) {
        return jdbc.sql("select statistics::text from entity_bank where id = ? and ready")
                .param(bank.id())
                .query(String.class)
                .optional();
    }

    private static Bank map(ResultSet row, int number) throws SQLException {
        return new Bank(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                new Bank.Source(
                        Bank.Origin.valueOf(row.getString("source")),
                        row.getObject("report_set", UUID.class),
                        row.getString("list"),
                        row.getString("extractor")),
                new Bank.Content(row.getInt("reports"), row.getInt("entities"), row.getString("sha256")),
                row.getBoolean("ready"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
