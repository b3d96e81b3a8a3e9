package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.lineage.Dataset;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What it took a language model to write the candidates of a dataset, and what it did not manage. */
@Component
public class DatasetWriting {

    private static final int SHOWN = 100;

    private final JdbcClient jdbc;

    DatasetWriting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The account.
     *
     * @param reports candidates written by a language model so far; 0 where another writer wrote
     * @param exact those that say exactly what was requested
     * @param acceptance exact ones over all; null where there are none
     * @param attempts exact reports by the number of answers they took
     * @param cost at the registered prices; null where none is registered
     * @param inexact the first reports that stayed inexact, with their last difference
     */
    public record Account(
            long reports,
            long exact,
            @Nullable Double acceptance,
            SortedMap<Integer, Long> attempts,
            long promptTokens,
            long completionTokens,
            @Nullable Double cost,
            List<Inexact> inexact) {}

    /** A report that was given up: the entities that its last attempt lacked and added, as JSON arrays. */
    public record Inexact(
            int ordinal,
            int attempts,

            @Schema(implementation = Object.class) @JsonRawValue
            String missing,

            @Schema(implementation = Object.class) @JsonRawValue
            String extra,

            String findings) {}

    @Transactional(readOnly = true)
    public Account of(Dataset dataset) {
        SortedMap<Integer, Long> attempts = new TreeMap<>();
        jdbc.sql("""
                        select attempts, count(*) from sample where corpus = ? and (writing->>'exact')::boolean group by attempts
                        """).param(dataset.corpus().value()).query(row -> {
            attempts.put(row.getInt(1), row.getLong(2));
        });
        return jdbc.sql("""
                        select count(*) as reports, count(*) filter (where (writing->>'exact')::boolean) as exact,
                               coalesce(sum((writing->>'promptTokens')::bigint), 0)::bigint as prompt_tokens,
                               coalesce(sum((writing->>'completionTokens')::bigint), 0)::bigint as completion_tokens,
                               sum((writing->>'cost')::float8) as cost
                        from sample where corpus = ? and writing is not null
                        """)
                .param(dataset.corpus().value())
                .query((row, number) -> new Account(
                        row.getLong("reports"),
                        row.getLong("exact"),
                        row.getLong("reports") == 0 ? null : (double) row.getLong("exact") / row.getLong("reports"),
                        attempts,
                        row.getLong("prompt_tokens"),
                        row.getLong("completion_tokens"),
                        row.getObject("cost", Double.class),
                        inexact(dataset)))
                .single();
    }

    private List<Inexact> inexact(Dataset dataset) {
        return jdbc.sql("""
                        select ordinal, attempts, writing->>'missing' as missing, writing->>'extra' as extra, findings
                        from sample where corpus = ? and not (writing->>'exact')::boolean order by ordinal limit ?
                        """)
                .params(dataset.corpus().value(), SHOWN)
                .query((row, number) -> new Inexact(
                        row.getInt("ordinal"),
                        row.getInt("attempts"),
                        row.getString("missing"),
                        row.getString("extra"),
                        row.getString("findings")))
                .list();
    }
}
