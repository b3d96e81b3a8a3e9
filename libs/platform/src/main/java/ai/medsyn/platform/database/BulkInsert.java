package ai.medsyn.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts many rows at COPY's speed in the caller's transaction; a row whose key exists already is passed over ({@code on conflict do
 * nothing}), so that writing a block twice is writing it once.
 *
 * <p>Rows go straight into the table. Only if one of them turns out to exist, which a block meets after a crash or not at all, they go again
 * through a temporary table. Statements of JPA that the rows depend on must have been flushed.
 *
 * <pre>{@code
 * bulk.insert("verdict", List.of("dataset", "ordinal", "filter"), verdicts,
 *         (verdict, row) -> row.uuid(dataset).int4(verdict.ordinal()).text(verdict.filter()));
 * }</pre>
 */
public final class BulkInsert {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,50}");
    private static final String UNIQUE_VIOLATION = "23505";

    private final JdbcTemplate jdbc;

    public BulkInsert(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes one row's fields, in the order of the columns. */
    @FunctionalInterface
    public interface RowFormat<T> {
        void write(T row, CopyRow out);
    }

    /**
     * Inserts rows.
     *
     * @param table name of the table
     * @param columns names of the columns that the format writes; the others get their defaults
     * @param rows walked once, or twice if a key exists
     * @return how many rows were new
     * @throws IllegalStateException outside a transaction, or if the format writes another number of fields than there are columns
     * @throws org.springframework.dao.DataAccessException if the database refuses a row for another reason; the transaction is lost
     */
    public <T> long insert(String table, List<String> columns, Collection<T> rows, RowFormat<T> format) {
        checkIdentifier(table);
        columns.forEach(BulkInsert::checkIdentifier);
        if (rows.isEmpty()) {
            return 0;
        }
        Long inserted = jdbc.execute((ConnectionCallback<Long>) connection ->
                new Insert<>(connection, table, String.join(", ", columns), columns.size(), format).run(rows));
        return inserted == null ? 0 : inserted;
    }

    private static void checkIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("expected the name of a table or column, found '" + name + "'");
        }
    }

    private record Insert<T>(Connection connection, String table, String columns, int width, RowFormat<T> format) {

        long run(Collection<T> rows) throws SQLException {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "a bulk insert needs a transaction; call it from a transactional method");
            }
            Savepoint before = connection.setSavepoint();
            try {
                long inserted = copy(table, rows);
                connection.releaseSavepoint(before);
                return inserted;
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return insertMissing(rows);
            }
        }

        private long insertMissing(Collection<T> rows) throws SQLException {
            String staging = "staging_" + table;
            try (Statement statement = connection.createStatement()) {
                statement.execute("create temporary table " + staging + " on commit drop as select " + columns
                        + " from " + table + " with no data");
                copy(staging, rows);
                long inserted = statement.executeLargeUpdate("insert into " + table + " (" + columns + ") select "
                        + columns + " from " + staging + " on conflict do nothing");
                statement.execute("drop table " + staging);
                return inserted;
            }
        }

        private long copy(String into, Collection<T> rows) throws SQLException {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + into + " (" + columns + ") from stdin (format binary)");
            try {
                CopyRow out = new CopyRow(copy, width);
                for (T row : rows) {
                    out.begin();
                    format.write(row, out);
                    out.end();
                }
                out.finish();
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }
}
