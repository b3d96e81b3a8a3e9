package ai.medsyn.platform.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds back whoever is about to write certain rows, so that a test acts at a moment that it chose and not at one that it caught: a trigger
 * waits for a lock that the test has. One at a time in a database.
 */
public final class WriteGate implements AutoCloseable {

    private static final int LOCK = 20_241;

    private final Connection connection;
    private final String table;

    /**
     * Closes a gate.
     *
     * @param connection of its own, as the table's owner; ends with the gate
     * @param table whose rows are held back
     * @param condition on the row {@code new}, in SQL
     */
    public WriteGate(Connection connection, String table, String condition) throws SQLException {
        this.connection = connection;
        this.table = table;
        execute("select pg_advisory_lock(" + LOCK + ")");
        execute("create function hold_back() returns trigger language plpgsql as"
                + " $$ begin perform pg_advisory_xact_lock_shared(" + LOCK + "); return new; end $$");
        execute("create trigger hold_back before insert or update on " + table + " for each row when (" + condition
                + ") execute function hold_back()");
    }

    /** Whether somebody waits at the gate. */
    public boolean reached() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select 1 from pg_locks l join pg_database d"
                        + " on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory'"
                        + " and l.classid = 0 and l.objid = " + LOCK + " and not l.granted)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Opens the gate: who waits goes on. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            execute("select pg_advisory_unlock(" + LOCK + ")");
            execute("drop trigger hold_back on " + table);
            execute("drop function hold_back()");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
