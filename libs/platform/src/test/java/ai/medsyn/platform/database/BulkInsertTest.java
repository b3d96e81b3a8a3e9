package ai.medsyn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.TestDatabase;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class BulkInsertTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final DriverManagerDataSource dataSource =
            new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password());
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    private final BulkInsert bulk = new BulkInsert(jdbc);

    @BeforeEach
    void table() {
        jdbc.execute("drop table if exists verdict");
        jdbc.execute(
                "create table verdict (ordinal integer primary key, reason text not null, judge text default 'rules')");
    }

    private long insert(List<Integer> ordinals, String reason) {
        return bulk.insert(
                "verdict",
                List.of("ordinal", "reason"),
                ordinals,
                (ordinal, row) -> row.int4((int) ordinal).text(reason));
    }

    private long insertAlone(List<Integer> ordinals, String reason) {
        return transaction.execute(status -> insert(ordinals, reason));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private Map<String, Long> countsByReason() {
        return jdbc.query("select reason, count(*) from verdict group by reason", rows -> {
            Map<String, Long> counts = new TreeMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        });
    }

    @Test
    void rows_arrive_and_columns_that_are_not_named_get_their_defaults() {
        assertThat(insertAlone(range(0, 10_000), "sharp")).isEqualTo(10_000);

        assertThat(countsByReason()).isEqualTo(Map.of("sharp", 10_000L));
        assertThat(jdbc.queryForObject("select judge from verdict where ordinal = 9999", String.class))
                .isEqualTo("rules");
    }

    @Test
    void no_rows_are_no_work() {
        assertThat(insert(List.of(), "none"))
                .as("not even a transaction is needed")
                .isZero();
    }

    @Test
    void rows_that_exist_stay_as_they_are() {
        insertAlone(range(100, 200), "first");

        assertThat(insertAlone(range(0, 300), "second")).isEqualTo(200);
        assertThat(countsByReason()).isEqualTo(Map.of("first", 100L, "second", 200L));
    }

    @Test
    void a_transaction_can_meet_existing_rows_more_than_once() {
        insertAlone(range(0, 10), "first");

        transaction.executeWithoutResult(status -> {
            assertThat(insert(range(5, 15), "second")).isEqualTo(5);
            assertThat(insert(range(10, 20), "third")).isEqualTo(5);
        });
        assertThat(countsByReason()).isEqualTo(Map.of("first", 10L, "second", 5L, "third", 5L));
    }

    @Test
    void a_row_twice_in_one_call_is_one_row() {
        assertThat(insertAlone(List.of(1, 2, 1), "twice")).isEqualTo(2);
    }

    @Test
    void rows_live_and_die_with_the_callers_transaction() {
        transaction.executeWithoutResult(status -> {
            insert(range(0, 50), "undone");
            status.setRollbackOnly();
        });

        assertThat(countsByReason()).isEmpty();
        assertThatThrownBy(() -> insert(range(0, 1), "alone"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void two_writers_of_the_same_rows_write_each_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch firstHasWritten = new CountDownLatch(1);
        try {
            Future<Long> first = threads.submit(() -> transaction.execute(status -> {
                long inserted = insert(range(0, 1000), "first");
                firstHasWritten.countDown();
                awaitBlockedSession();
                return inserted;
            }));
            firstHasWritten.await();
            Future<Long> second = threads.submit(() -> insertAlone(range(500, 1500), "second"));

            assertThat(first.get()).isEqualTo(1000);
            assertThat(second.get()).isEqualTo(500);
        } finally {
            threads.shutdownNow();
        }
        assertThat(countsByReason()).isEqualTo(Map.of("first", 1000L, "second", 500L));
    }

    private void awaitBlockedSession() {
        JdbcTemplate observer =
                new JdbcTemplate(new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password()));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Integer.valueOf(1)
                        .equals(observer.queryForObject(
                                "select count(*) from pg_stat_activity where wait_event = 'transactionid'"
                                        + " and datname = current_database()",
                                Integer.class)));
    }

    @Test
    void what_is_wrong_with_a_row_is_said_by_the_database() {
        assertThatThrownBy(() -> insertAlone(range(0, 3), null))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> insertAlone(range(0, 3), "a\0b")).hasMessageContaining("0x00");
        assertThat(countsByReason()).isEmpty();
    }

    @Test
    void a_format_that_fails_or_miscounts_leaves_a_usable_connection() {
        transaction.executeWithoutResult(status -> {
            assertThatThrownBy(() -> bulk.insert(
                            "verdict", List.of("ordinal", "reason"), range(0, 9), (ordinal, row) -> row.int4(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("expected 2 fields in a row, found 1");
            status.setRollbackOnly();
        });
        assertThat(insertAlone(range(0, 3), "fine")).isEqualTo(3);
        assertThatThrownBy(
                        () -> bulk.insert("verdict; drop table verdict", List.of("ordinal"), range(0, 1), (o, r) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bulk.insert("verdict", List.of("ordinal) --"), range(0, 1), (o, r) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final List<String> EVERY_COLUMN =
            List.of("id", "i2", "i4", "i8", "f8", "b", "t", "raw", "doc", "at", "texts", "numbers");

    private void createTableOfEveryType() {
        jdbc.execute("drop table if exists everything");
        jdbc.execute(
                "create table everything (n serial, id uuid, i2 smallint, i4 integer, i8 bigint, f8 float8, b boolean,"
                        + " t text, raw bytea, doc jsonb, at timestamptz, texts text[], numbers float8[])");
    }

    @Test
    void every_type_comes_back_as_it_went_in() throws SQLException {
        createTableOfEveryType();
        UUID id = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
        Instant at = Instant.parse("1999-12-31T23:59:59.123456Z");
        List<String> texts = List.of("", "Größe µ 🫁", "a,b\"{}\\");
        double[] numbers = {0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};

        transaction.executeWithoutResult(status -> bulk.insert(
                "everything",
                EVERY_COLUMN,
                List.of(1),
                (one, row) -> row.uuid(id)
                        .int2(-32768)
                        .int4(Integer.MIN_VALUE)
                        .int8(Long.MAX_VALUE)
                        .float8(1e-300)
                        .bool(true)
                        .text("tab\t nl\n \\. µ 🫁")
                        .bytea(new byte[] {0, -1, 7})
                        .jsonb("{\"a\": [1, null]}")
                        .timestamptz(at)
                        .textArray(texts)
                        .float8Array(numbers)));

        Map<String, Object> row = jdbc.queryForMap("select * from everything");
        assertThat(row)
                .containsEntry("id", id)
                .containsEntry("i2", -32768)
                .containsEntry("i4", Integer.MIN_VALUE)
                .containsEntry("i8", Long.MAX_VALUE)
                .containsEntry("f8", 1e-300)
                .containsEntry("b", true)
                .containsEntry("t", "tab\t nl\n \\. µ 🫁")
                .containsEntry("raw", new byte[] {0, -1, 7});
        assertThat(row.get("doc")).hasToString("{\"a\": [1, null]}");
        assertThat(((Timestamp) row.get("at")).toInstant()).isEqualTo(at);
        assertThat((Object[]) ((Array) row.get("texts")).getArray()).containsExactlyElementsOf(texts);
        assertThat((Double[]) ((Array) row.get("numbers")).getArray())
                .containsExactly(0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
    }

    @Test
    void nulls_and_empty_arrays_come_back_as_such() throws SQLException {
        createTableOfEveryType();

        transaction.executeWithoutResult(status -> {
            bulk.insert(
                    "everything",
                    EVERY_COLUMN.subList(2, 12),
                    List.of(1),
                    (one, row) -> row.int4((Integer) null)
                            .int8((Long) null)
                            .float8((Double) null)
                            .bool((Boolean) null)
                            .text(null)
                            .bytea(null)
                            .jsonb(null)
                            .timestamptz(null)
                            .textArray(null)
                            .float8Array(null));
            bulk.insert(
                    "everything",
                    List.of("id", "texts", "numbers"),
                    List.of(2),
                    (two, row) -> row.uuid(null).textArray(List.of()).float8Array(new double[0]));
            bulk.insert(
                    "everything",
                    List.of("numbers"),
                    List.of(3),
                    (three, row) -> row.float8ArrayWithNulls(Arrays.asList(null, Double.NaN, null, 0.5)));
        });

        List<Map<String, Object>> rows = jdbc.queryForList("select * from everything order by n");
        assertThat(rows.get(0).entrySet())
                .filteredOn(e -> !e.getKey().equals("n"))
                .allMatch(e -> e.getValue() == null);
        assertThat((Object[]) ((Array) rows.get(1).get("texts")).getArray()).isEmpty();
        assertThat((Object[]) ((Array) rows.get(1).get("numbers")).getArray()).isEmpty();
        assertThat((Double[]) ((Array) rows.get(2).get("numbers")).getArray())
                .containsExactly(null, Double.NaN, null, 0.5);
        assertThatThrownBy(() -> transaction.execute(status ->
                        bulk.insert("everything", List.of("i2"), List.of(70_000), (value, row) -> row.int2(value))))
                .hasMessageContaining("smallint")
                .hasMessageContaining("70000");
    }

    @Test
    void rows_larger_than_any_buffer_pass() {
        String large = "x".repeat(3_000_000);
        List<Integer> ordinals = new ArrayList<>(range(0, 3));

        assertThat(insertAlone(ordinals, large)).isEqualTo(3);
        assertThat(jdbc.queryForObject("select min(length(reason)) from verdict", Integer.class))
                .isEqualTo(3_000_000);
    }
}
