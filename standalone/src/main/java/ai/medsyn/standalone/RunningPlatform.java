package ai.medsyn.standalone;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * What a platform writes down about itself for the commands that come later.
 *
 * @param pid its process
 * @param url its public API
 * @param state how far it is
 * @param since when it reached the state
 */
record RunningPlatform(long pid, String url, State state, Instant since) {

    enum State {
        STARTING,
        UP
    }

    /** What the installation says runs on it, dead or alive. */
    static Optional<RunningPlatform> recorded(Installation installation) throws IOException {
        Properties properties = PropertyFile.read(installation.running());
        if (properties.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunningPlatform(
                Long.parseLong(properties.getProperty("pid")),
                properties.getProperty("url"),
                State.valueOf(properties.getProperty("state").toUpperCase(Locale.ROOT)),
                Instant.parse(properties.getProperty("since"))));
    }

    /** What runs on the installation now. The lock decides: a record that outlived its process by a kill or a power cut is none. */
    static Optional<RunningPlatform> alive(Installation installation) throws IOException {
        if (Files.notExists(installation.running())) {
            return Optional.empty();
        }
        Optional<FileLock> free = installation.tryLock();
        if (free.isPresent()) {
            free.get().acquiredBy().close();
            return Optional.empty();
        }
        return recorded(installation);
    }

    /** What still runs after a moment: a process that was just killed holds its lock until the system has cleared it away. */
    static Optional<RunningPlatform> aliveAfter(Installation installation, Duration patience)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        Optional<RunningPlatform> alive = alive(installation);
        while (alive.isPresent() && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(50);
            alive = alive(installation);
        }
        return alive;
    }

    void record(Installation installation) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("url", url);
        properties.setProperty("state", state.name().toLowerCase(Locale.ROOT));
        properties.setProperty("since", since.toString());
        PropertyFile.write(installation.running(), properties);
    }

    static void forget(Installation installation) throws IOException {
        Files.deleteIfExists(installation.running());
    }
}
