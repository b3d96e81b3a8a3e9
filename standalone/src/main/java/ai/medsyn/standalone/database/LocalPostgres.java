package ai.medsyn.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server on one data directory, and one database {@code medsyn} in it, owned by a role of the same name that is no
 * superuser.
 */
public final class LocalPostgres {

    private static final String NAME = "medsyn";
    private static final String SUPERUSER = "postgres";
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final ServerFiles files;
    private final Credentials credentials;
    private final PostgresPrograms programs;

    private LocalPostgres(ServerFiles files, Credentials credentials, PostgresPrograms programs) {
        this.files = files;
        this.credentials = credentials;
        this.programs = programs;
    }

    /**
     * Where a server keeps what.
     *
     * @param data the cluster; made at the first start
     * @param log what the server says
     * @param cache where its programs are unpacked, shared between installations
     */
    public record ServerFiles(Path data, Path log, Path cache) {}

    /**
     * Passwords, chosen once for an installation.
     *
     * @param superuser of the role {@code postgres}, which only prepares the database
     * @param application of the role {@code medsyn}, which the services use
     */
    public record Credentials(String superuser, String application) {}

    /** The server of a data directory, which may run or not. */
    public static LocalPostgres of(ServerFiles files, Credentials credentials) throws IOException {
        Unprivileged way = Unprivileged.detect(files.data());
        return new LocalPostgres(files, credentials, new PostgresPrograms(PostgresBinaries.unpack(files.cache()), way));
    }

    /**
     * The port of the server that runs on the data directory, if one does: the fourth line of its {@code postmaster.pid}, whose first is
     * its process.
     */
    public static Optional<Integer> runningPort(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            boolean alive = lines.size() > 3
                    && ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                            .filter(LocalPostgres::isServer)
                            .isPresent();
            return alive ? Optional.of(Integer.parseInt(lines.get(3).strip())) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A process id lives on in the file after a power cut, and may by then belong to anything. */
    private static boolean isServer(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElseGet(process::isAlive);
    }

    /**
     * Starts the server, or attaches to the one that a killed platform left behind, and makes sure that the database exists.
     *
     * @param port the port to start on; a running server keeps its own
     * @return the port it listens on, on 127.0.0.1 only
     * @throws IOException if it does not start, with the end of its log
     */
    public int start(int port) throws IOException {
        Optional<Integer> running = runningPort(files.data());
        if (running.isEmpty()) {
            if (!Files.isDirectory(files.data())) {
                initialise();
            }
            requireVersion();
            programs.start(files, port);
        }
        int actual = running.orElse(port);
        prepareDatabase(actual);
        return actual;
    }

    /** Stops the server after its open transactions were rolled back; does nothing if none runs. */
    public void stop() throws IOException {
        if (runningPort(files.data()).isPresent()) {
            programs.stop(files);
        }
    }

    /** JDBC address of the database behind a port of this machine. */
    public static String url(int port) {
        return url(port, NAME);
    }

    /** The role that the services use, and the name of their database. */
    public static String user() {
        return NAME;
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Builds the cluster beside its final place and renames it, so that a start that died half-way leaves nothing that looks whole. */
    private void initialise() throws IOException {
        Path partial = files.data().resolveSibling(files.data().getFileName() + ".partial");
        FileSystemUtils.deleteRecursively(partial);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        programs.initialise(partial, SUPERUSER, credentials.superuser());
        Files.move(partial, files.data());
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(files.data().resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new IOException("the data in " + files.data() + " was made by PostgreSQL " + version
                    + ", this release brings " + PostgresBinaries.MAJOR_VERSION
                    + "; dump it with the release that made it and restore it here");
        }
    }

    private void prepareDatabase(int port) throws IOException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?")) {
                // A generated password of letters and digits: nothing to escape.
                statement.execute("create role " + NAME + " login password '" + credentials.application() + "'");
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            throw new IOException(
                    "the embedded PostgreSQL on port " + port + " runs but refuses work: " + e.getMessage()
                            + "; its log is " + files.log(),
                    e);
        }
    }

    /** A server that was attached to may still recover from a crash of its own: it is given time. */
    private Connection connect(int port) throws SQLException {
        Instant patience = Instant.now().plus(RECOVERY);
        while (true) {
            try {
                return DriverManager.getConnection(url(port, SUPERUSER), SUPERUSER, credentials.superuser());
            } catch (SQLException e) {
                boolean startingUp = Set.of("57P03", "08001").contains(String.valueOf(e.getSQLState()));
                if (!startingUp || Instant.now().isAfter(patience)) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, NAME);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
