package ai.medsyn.standalone;

import ai.medsyn.standalone.database.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** A whole platform in the JVM of a test, as the command {@code up} starts it: every service, a database server, ports of its own. */
public final class TestPlatform implements AutoCloseable {

    private final Installation installation;
    private final Settings settings;
    private final LocalPostgres postgres;
    private final Platform platform;

    private TestPlatform(Installation installation, Settings settings, LocalPostgres postgres, Platform platform) {
        this.installation = installation;
        this.settings = settings;
        this.postgres = postgres;
        this.platform = platform;
    }

    /**
     * Starts a platform.
     *
     * @param root its directory; made if it is not there
     * @param properties application properties that differ from those of an installation
     */
    public static TestPlatform start(Path root, Map<String, String> properties) throws IOException {
        // One set-up of logging per JVM: the services must not undo each other's.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("logback.configurationFile", "platform-logback-test.xml");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Installation installation = Installation.at(root).create();
        Settings settings = Settings.prepare(installation, OptionalInt.of(new Ports().any()));
        LocalPostgres postgres = LocalPostgres.of(installation.postgresFiles(), settings.credentials());
        settings = settings.withDatabase(postgres.start(settings.database()));
        // Services read system properties as they start, and arguments are the installation's own.
        Map<String, String> all = new HashMap<>(properties);
        // A starved machine is no outage of a service.
        List.of("generator", "filter", "training", "evaluation")
                .forEach(service -> all.put("medsyn.services." + service + ".read-timeout", "10m"));
        all.forEach(System::setProperty);
        try {
            return new TestPlatform(installation, settings, postgres, Platform.start(installation, settings));
        } catch (CommandFailure e) {
            postgres.stop();
            throw e;
        } finally {
            all.keySet().forEach(System::clearProperty);
        }
    }

    /** Base address of the public API. */
    public String url() {
        return Platform.url(settings.gateway());
    }

    /** Base address of generator-service, which is not for the public. */
    public String generatorUrl() {
        return Platform.url(settings.generator());
    }

    /** The administrator's key that the gateway made at its first start. */
    public String key() throws IOException {
        return ApiKey.read(installation);
    }

    /** Where artifacts lie. */
    public Path artifacts() {
        return installation.artifacts();
    }

    @Override
    public void close() throws IOException {
        platform.close();
        postgres.stop();
    }
}
