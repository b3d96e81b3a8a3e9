package ai.medsyn.standalone.crash;

import ai.medsyn.standalone.Ports;
import ai.medsyn.standalone.database.LocalPostgres;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The platform as it runs in production: a database server and a process per role, all real. */
final class Cluster implements AutoCloseable {

    /** An administrator's key in the gateway's form; it opens nothing but this cluster. */
    static final String KEY = "medsyn_crashtest234_" + "k".repeat(43);

    /** What can be struck. */
    enum Victim {
        WORKER,
        GENERATOR,
        GATEWAY,
        FILTER,
        DATABASE
    }

    private static final Ports PORTS = new Ports();

    private final Path folder;
    private final LocalPostgres postgres;
    private final Credentials credentials = new Credentials("crash-super", "crash-app");
    private final int databasePort;
    private final int gatewayPort = PORTS.any();
    private final Map<Victim, ServiceProcess> processes = new EnumMap<>(Victim.class);

    Cluster(Path folder) throws IOException {
        this.folder = folder;
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "medsyn-test-cache");
        postgres = LocalPostgres.of(
                new ServerFiles(folder.resolve("postgres"), folder.resolve("postgres.log"), cache), credentials);
        databasePort = postgres.start(PORTS.any());
        int generatorPort = PORTS.any();
        int filterPort = PORTS.any();
        Map<String, String> environment = Map.of(
                "MEDSYN_DATABASE_URL",
                LocalPostgres.url(databasePort),
                "MEDSYN_DATABASE_USER",
                LocalPostgres.user(),
                "MEDSYN_DATABASE_PASSWORD",
                credentials.application(),
                "MEDSYN_ARTIFACTS_ROOT",
                artifacts().toString(),
                "MEDSYN_SERVICES_GENERATOR_URL",
                "http://127.0.0.1:" + generatorPort,
                "MEDSYN_SERVICES_FILTER_URL",
                "http://127.0.0.1:" + filterPort,
                "MEDSYN_SECURITY_JWKS_URI",
                url() + "/.well-known/jwks.json",
                "MEDSYN_ADMIN_KEY",
                KEY);
        define(Victim.GATEWAY, List.of("gateway"), environment, gatewayPort);
        define(Victim.GENERATOR, List.of("generator", "--pools", "none"), environment, generatorPort);
        define(Victim.WORKER, List.of("generator", "--pools", "cpu"), environment, PORTS.any());
        define(Victim.FILTER, List.of("filter"), environment, filterPort);
        for (ServiceProcess process : processes.values()) {
            process.start();
        }
        processes.values().forEach(ServiceProcess::awaitReady);
    }

    String url() {
        return "http://127.0.0.1:" + gatewayPort;
    }

    Path artifacts() {
        return folder.resolve("artifacts");
    }

    /** Strikes without warning, and brings the victim back; the others notice for themselves. */
    void strike(Victim victim) throws IOException {
        if (victim == Victim.DATABASE) {
            recover(); // a service that loses its database while it starts ends, and here no supervisor starts it again
            postgres.stop();
            postgres.start(databasePort);
            return;
        }
        ServiceProcess process = processes.get(victim);
        process.kill();
        process.start();
    }

    /** Waits until whoever was struck answers again. */
    void recover() {
        processes.values().forEach(ServiceProcess::awaitReady);
    }

    /** One number from the database. */
    long count(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        LocalPostgres.url(databasePort), LocalPostgres.user(), credentials.application());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        processes.values().forEach(ServiceProcess::kill);
        postgres.stop();
    }

    private void define(Victim victim, List<String> words, Map<String, String> environment, int port)
            throws IOException {
        Path log = folder.resolve(victim.name().toLowerCase(Locale.ROOT) + ".log");
        Files.createFile(log);
        processes.put(victim, new ServiceProcess(words, environment, port, log));
    }
}
