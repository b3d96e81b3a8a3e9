package ai.medsyn.standalone;

import ai.medsyn.standalone.database.LocalPostgres.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What an installation chose once and keeps: its ports and the passwords of its database. The file is readable by its owner only.
 *
 * @param gateway port of the public API
 * @param generator port of the generator service
 * @param filter port of the filter service
 * @param training port of the training service
 * @param evaluation port of the evaluation service
 * @param database port of PostgreSQL
 * @param credentials passwords of PostgreSQL
 */
record Settings(
        int gateway, int generator, int filter, int training, int evaluation, int database, Credentials credentials) {

    static final int DEFAULT_PORT = 8080;

    /**
     * The settings of an installation, made if it has none. A port that somebody else took since is replaced, except the public one:
     * who calls it would not know.
     *
     * @param port the public port asked for; without one, the kept one or 8080
     */
    static Settings prepare(Installation installation, OptionalInt port) throws IOException {
        Properties kept = PropertyFile.read(installation.settings());
        Ports ports = new Ports();
        int gateway = port.orElseGet(() -> number(kept, "port.gateway", DEFAULT_PORT));
        if (!ports.take(gateway)) {
            throw CommandFailure.failed(
                    "port " + gateway + " is taken by another program; choose a free one with --port");
        }
        Settings settings = new Settings(
                gateway,
                ports.keep(number(kept, "port.generator", 0)),
                ports.keep(number(kept, "port.filter", 0)),
                ports.keep(number(kept, "port.training", 0)),
                ports.keep(number(kept, "port.evaluation", 0)),
                ports.keep(number(kept, "port.database", 0)),
                new Credentials(
                        kept.getProperty("password.superuser", password()),
                        kept.getProperty("password.application", password())));
        settings.write(installation.settings());
        return settings;
    }

    /** The same settings with the port that the database was found on. */
    Settings withDatabase(int port) {
        return new Settings(gateway, generator, filter, training, evaluation, port, credentials);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("port.gateway", Integer.toString(gateway));
        properties.setProperty("port.generator", Integer.toString(generator));
        properties.setProperty("port.filter", Integer.toString(filter));
        properties.setProperty("port.training", Integer.toString(training));
        properties.setProperty("port.evaluation", Integer.toString(evaluation));
        properties.setProperty("port.database", Integer.toString(database));
        properties.setProperty("password.superuser", credentials.superuser());
        properties.setProperty("password.application", credentials.application());
        PropertyFile.write(file, properties);
    }

    /** Those of an installation that started before. */
    static Settings read(Path file) throws IOException {
        Properties kept = PropertyFile.read(file);
        if (kept.isEmpty()) {
            throw new IOException("no settings in " + file + "; a platform was never started here");
        }
        return new Settings(
                number(kept, "port.gateway", 0),
                number(kept, "port.generator", 0),
                number(kept, "port.filter", 0),
                number(kept, "port.training", 0),
                number(kept, "port.evaluation", 0),
                number(kept, "port.database", 0),
                new Credentials(
                        kept.getProperty("password.superuser", ""), kept.getProperty("password.application", "")));
    }

    static boolean exist(Installation installation) {
        return Files.exists(installation.settings());
    }

    private static int number(Properties properties, String key, int otherwise) {
        return Integer.parseInt(properties.getProperty(key, Integer.toString(otherwise)));
    }

    /** 192 random bits, in letters, digits, '-' and '_'. */
    private static String password() {
        byte[] bits = new byte[24];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
