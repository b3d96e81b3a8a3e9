package ai.medsyn.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The key of the installation's owner, which the gateway makes at its first start and leaves in a file that only the owner reads. */
final class ApiKey {

    private ApiKey() {}

    static Path path(Installation installation) {
        return installation.root().resolve("api-key");
    }

    static Optional<Path> file(Installation installation) {
        return Optional.of(path(installation)).filter(Files::isRegularFile);
    }

    /**
     * The key.
     *
     * @throws CommandFailure if the owner removed it
     */
    static String read(Installation installation) throws IOException {
        Path file = file(installation)
                .orElseThrow(() -> CommandFailure.failed("expected the API key in " + path(installation)
                        + ", found no such file; use another data directory"));
        return Files.readString(file).strip();
    }
}
