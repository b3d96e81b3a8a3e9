package ai.medsyn.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses to run as root. For an ordinary user: as it is. For root: in a user namespace without mappings,
 * where the files stay root's and the process has no privilege; where namespaces are blocked (a container's default), as the user
 * {@code nobody}, who then owns the database's directory and may pass the directories above it.
 */
enum Unprivileged {
    AS_IS(List.of()),
    USER_NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override"));

    private static final int NOBODY_ID = 65534;
    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * The first way that works on this system, or the one that {@code dataDirectory} was made with.
     *
     * @throws IOException if none does
     */
    static Unprivileged detect(Path dataDirectory) throws IOException {
        if (owner(Path.of("/proc/self")) != 0) {
            return AS_IS;
        }
        boolean nobodyOwnsIt = Files.exists(dataDirectory) && owner(dataDirectory) == NOBODY_ID;
        for (Unprivileged way : nobodyOwnsIt ? List.of(NOBODY) : List.of(USER_NAMESPACE, NOBODY)) {
            if (way.works()) {
                return way;
            }
        }
        throw new IOException("PostgreSQL does not run as root, and neither unshare -U nor setpriv works here;"
                + " start as an ordinary user");
    }

    /** The command with what it takes to run it without root's privileges. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives an existing file or tree to the user that will run PostgreSQL. */
    void own(Path path) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : (Iterable<Path>) tree::iterator) {
                Files.setAttribute(each, "unix:uid", NOBODY_ID);
                Files.setAttribute(each, "unix:gid", NOBODY_ID);
            }
        }
    }

    private boolean works() {
        try {
            Process probe = new ProcessBuilder(command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
