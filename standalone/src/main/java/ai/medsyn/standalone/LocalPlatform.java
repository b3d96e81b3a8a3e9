package ai.medsyn.standalone;

import ai.medsyn.standalone.RunningPlatform.State;
import ai.medsyn.standalone.database.LocalPostgres;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform of an installation in this process: the directory's lock, the database, the services, in this order and back. */
final class LocalPlatform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalPlatform.class);
    private final Installation installation;
    private final FileLock lock;
    private final LocalPostgres postgres;
    private final Platform platform;
    private final String url;

    private LocalPlatform(
            Installation installation, FileLock lock, LocalPostgres postgres, Platform platform, String url) {
        this.installation = installation;
        this.lock = lock;
        this.postgres = postgres;
        this.platform = platform;
        this.url = url;
    }

    /**
     * Starts the platform.
     *
     * @param port public port, if not the kept one or 8080
     * @throws CommandFailure if the directory is taken or a part does not start; then nothing runs
     */
    static LocalPlatform start(Installation installation, OptionalInt port) {
        installation.create();
        try {
            Optional<FileLock> lock = installation.tryLock();
            if (lock.isEmpty()) {
                throw taken(installation);
            }
            try {
                return start(installation, lock.get(), port);
            } catch (IOException | CommandFailure e) {
                lock.get().acquiredBy().close();
                throw e;
            }
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "the platform in " + installation.root() + " does not start: " + e.getMessage(), e);
        }
    }

    String url() {
        return url;
    }

    Installation installation() {
        return installation;
    }

    @Override
    public void close() {
        platform.close();
        try {
            postgres.stop();
            RunningPlatform.forget(installation);
            lock.acquiredBy().close();
        } catch (IOException e) {
            log.error("the platform did not stop cleanly", e);
        }
        log.info("stopped");
    }

    static CommandFailure taken(Installation installation) throws IOException {
        String who = RunningPlatform.recorded(installation)
                .map(running -> " by process " + running.pid() + " with " + running.url())
                .orElse("");
        return CommandFailure.failed("the data directory " + installation.root() + " is in use" + who
                + "; stop that platform with: medsyn down --data " + installation.root()
                + ", or choose another directory with --data");
    }

    private static LocalPlatform start(Installation installation, FileLock lock, OptionalInt port) throws IOException {
        Instant begin = Instant.now();
        installation.emptyTemporary();
        Settings settings = Settings.prepare(installation, port);
        String url = Platform.url(settings.gateway());
        long pid = ProcessHandle.current().pid();
        new RunningPlatform(pid, url, State.STARTING, begin).record(installation);
        LocalPostgres postgres = LocalPostgres.of(installation.postgresFiles(), settings.credentials());
        try {
            int databasePort = postgres.start(settings.database());
            if (databasePort != settings.database()) {
                log.info("attached to the database server on port {}", databasePort);
                settings = settings.withDatabase(databasePort);
                settings.write(installation.settings());
            }
            Platform platform = Platform.start(installation, settings);
            new RunningPlatform(pid, url, State.UP, Instant.now()).record(installation);
            log.info("up at {} after {} ms", url, begin.until(Instant.now(), ChronoUnit.MILLIS));
            return new LocalPlatform(installation, lock, postgres, platform, url);
        } catch (IOException | CommandFailure e) {
            postgres.stop();
            RunningPlatform.forget(installation);
            throw e;
        }
    }
}
