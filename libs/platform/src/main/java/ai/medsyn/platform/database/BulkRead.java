package ai.medsyn.platform.database;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads joins of rows that were written a moment ago. PostgreSQL has no statistics of them yet, takes a corpus of 100,000 rows for one, and joins by
 * comparing every row with every other: minutes instead of milliseconds. Without nested loops it hashes, which is right whatever the statistics say.
 * For queries that restrict every table to a range of keys; not for looking up single rows.
 */
@Component
public class BulkRead {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    BulkRead(JdbcClient jdbc, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
    }

    /** Runs queries in the caller's transaction, or in one of their own. */
    public <T> List<T> list(Supplier<List<T>> query) {
        List<T> rows = transactions.execute(status -> {
            jdbc.sql("set local enable_nestloop = off").update();
            return query.get();
        });
        return rows == null ? List.of() : rows;
    }
}
