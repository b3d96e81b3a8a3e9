package ai.medsyn.vision.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints as directories {@code step-00000100} beside each other, and {@code best}, which names one of them. */
public final class LocalCheckpoints implements CheckpointStore {

    private static final String PREFIX = "step-";
    private static final String BEST = "best";

    private final Path directory;

    public LocalCheckpoints(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    @Override
    public Path draft() throws IOException {
        return Files.createTempDirectory(directory, "draft-");
    }

    @Override
    public void publish(Path draft, Description description) throws IOException {
        Path target = directory.resolve(PREFIX + String.format("%08d", description.step()));
        // A run that lost its last step of work writes the same checkpoint again.
        remove(target);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
        if (description.best()) {
            Path name = Files.writeString(
                    directory.resolve(BEST + ".draft"), target.getFileName().toString());
            Files.move(
                    name, directory.resolve(BEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        for (Path superseded : all()) {
            if (!superseded.equals(target) && best().filter(superseded::equals).isEmpty()) {
                remove(superseded);
            }
        }
    }

    @Override
    public void discard(Path draft) throws IOException {
        remove(draft);
    }

    @Override
    public Optional<Path> last() throws IOException {
        List<Path> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The checkpoint with the lowest validation loss. */
    public Optional<Path> best() throws IOException {
        try {
            return Optional.of(directory.resolve(Files.readString(directory.resolve(BEST))))
                    .filter(Files::isDirectory);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith(PREFIX))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static void remove(Path checkpoint) throws IOException {
        if (!Files.isDirectory(checkpoint)) {
            return;
        }
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(checkpoint);
    }

    /** Makes the new name survive a power failure. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
