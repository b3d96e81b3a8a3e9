package ai.medsyn.platform.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A fresh, empty database on a real PostgreSQL server that lives as long as the test JVM: a container where Docker runs, else the
 * embedded server. {@code -Dmedsyn.test.postgres=embedded|container} forces one.
 *
 * @param url JDBC address
 * @param user a superuser
 * @param password its password
 */
public record TestDatabase(String url, String user, String password) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    public static TestDatabase create() {
        TestDatabase server = Server.INSTANCE;
        String name = "t" + COUNT.incrementAndGet();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a test database", e);
        }
        return new TestDatabase(
                server.url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"), server.user, server.password);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private static final class Server {
        static final TestDatabase INSTANCE = start();

        private static TestDatabase start() {
            String choice = System.getProperty("medsyn.test.postgres", "");
            boolean container = choice.equals("container")
                    || (choice.isEmpty() && DockerClientFactory.instance().isDockerAvailable());
            return container ? startContainer() : startEmbedded();
        }

        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
        private static TestDatabase startContainer() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return new TestDatabase(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        private static TestDatabase startEmbedded() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                return new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
            }
        }
    }
}
