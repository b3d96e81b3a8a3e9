package ai.medsyn.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.medsyn.standalone.Ports;
import ai.medsyn.standalone.database.LocalPostgres.Credentials;
import ai.medsyn.standalone.database.LocalPostgres.ServerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    private static final Credentials CREDENTIALS = new Credentials("super-secret", "app-secret");

    private static final Ports PORTS = new Ports();

    @TempDir
    static Path folder;

    private static ServerFiles files;
    private static LocalPostgres postgres;
    private int port;

    @BeforeEach
    void start() throws IOException {
        files = new ServerFiles(
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                Path.of(System.getProperty("java.io.tmpdir"), "medsyn-test-cache"));
        postgres = LocalPostgres.of(files, CREDENTIALS);
        port = postgres.start(PORTS.any());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.stop();
    }

    @Test
    void every_commit_is_on_disk_before_it_is_acknowledged() throws SQLException {
        assertThat(List.of(query("show fsync"), query("show synchronous_commit"), query("show full_page_writes")))
                .containsOnly("on");
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query("show data_checksums")).isEqualTo("on");
    }

    @Test
    void nobody_enters_without_the_password() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(LocalPostgres.url(port), LocalPostgres.user(), "guess"))
                .withMessageContaining("password authentication failed");
    }

    @Test
    void the_services_role_is_no_superuser() throws SQLException {
        assertThat(query("select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo("f");
    }

    @Test
    void committed_rows_survive_a_killed_server() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 42 as answer");
        }
        killServer();

        port = LocalPostgres.of(files, CREDENTIALS).start(port);

        assertThat(query("select answer from kept")).isEqualTo("42");
    }

    @Test
    void a_second_start_attaches_to_the_server_that_runs() throws Exception {
        String started = query("select pg_postmaster_start_time()");

        int attached = LocalPostgres.of(files, CREDENTIALS).start(PORTS.any());

        assertThat(attached).isEqualTo(port);
        assertThat(query("select pg_postmaster_start_time()")).isEqualTo(started);
    }

    @Test
    void a_stopped_server_is_found_stopped() throws IOException {
        assertThat(LocalPostgres.runningPort(files.data())).hasValue(port);
        postgres.stop();
        assertThat(LocalPostgres.runningPort(files.data())).isEmpty();
        postgres.stop();
    }

    @Test
    void data_of_another_major_version_is_refused() throws IOException {
        postgres.stop();
        Files.writeString(files.data().resolve("PG_VERSION"), "17\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> postgres.start(port))
                .withMessageContaining("was made by PostgreSQL 17, this release brings 18");
        Files.writeString(files.data().resolve("PG_VERSION"), "18\n");
    }

    private void killServer() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(files.data().resolve("postmaster.pid")).get(0));
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().get();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(LocalPostgres.url(port), LocalPostgres.user(), CREDENTIALS.application());
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
