package ai.medsyn.training.runs;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.vision.training.CheckpointFiles;
import ai.medsyn.vision.training.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The checkpoints of a run in the artifact store. Their objects are named by step and content, and are there before the row that makes them a
 * checkpoint; rows of superseded ones are marked before their objects go. Whatever moment a process dies at, every row that is not marked has its
 * objects.
 */
final class StoredCheckpoints implements CheckpointStore, AutoCloseable {

    private static final int DIGITS = 16;

    private final JobId run;
    private final Path scratch;
    private final Access access;

    /** What checkpoints are kept with. */
    record Access(
            ArtifactStore artifacts,
            Checkpoints rows,
            LineageGraph lineage,
            TransactionTemplate transactions,
            Clock clock) {}

    /** @param scratch directory of this process for drafts and what is read back */
    StoredCheckpoints(JobId run, Path scratch, Access access) {
        this.run = run;
        this.scratch = scratch;
        this.access = access;
    }

    @Override
    public Path draft() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(scratch), "draft-");
    }

    @Override
    public void publish(Path draft, Description description) throws IOException {
        Sha256 weights = digest(draft.resolve(CheckpointFiles.MODEL));
        ObjectName prefix = new ObjectName("trainings/" + run + "/" + description.step() + "-"
                + weights.hex().substring(0, DIGITS));
        List<Checkpoint.File> files = new ArrayList<>();
        for (String name : List.of(CheckpointFiles.MODEL, CheckpointFiles.TRAINER)) {
            try (InputStream content = Files.newInputStream(draft.resolve(name))) {
                StoredObject stored = access.artifacts().put(prefix.resolve(name), content);
                files.add(new Checkpoint.File(
                        name,
                        stored.name().value(),
                        stored.bytes(),
                        stored.sha256().hex()));
            }
        }
        // Named by run and step: computing a step again gives the checkpoint its id again.
        UUID id = UUID.nameUUIDFromBytes(
                ("checkpoint " + run + " " + description.step()).getBytes(StandardCharsets.UTF_8));
        access.transactions().executeWithoutResult(status -> {
            access.rows().add(checkpoint(id, description, weights, files));
            access.lineage().output(run, LineageNode.checkpoint(id));
        });
        discard(draft);
        dropSuperseded();
    }

    private Checkpoint checkpoint(UUID id, Description description, Sha256 weights, List<Checkpoint.File> files) {
        return new Checkpoint(
                id,
                run.value(),
                description.step(),
                description.epoch(),
                description.validationLoss(),
                weights,
                files,
                description.best(),
                true,
                access.clock().instant().truncatedTo(ChronoUnit.MICROS),
                null);
    }

    private void dropSuperseded() throws IOException {
        List<Checkpoint> superseded =
                access.rows().dropSuperseded(run.value(), access.clock().instant());
        for (Checkpoint dropped : superseded) {
            for (Checkpoint.File file : dropped.files()) {
                access.artifacts().delete(file.objectName());
            }
        }
    }

    @Override
    public void discard(Path draft) throws IOException {
        if (Files.isDirectory(draft)) {
            try (Stream<Path> files = Files.list(draft)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public Optional<Path> last() throws IOException {
        Optional<Checkpoint> last = access.rows().last(run.value());
        return last.isEmpty() ? Optional.empty() : Optional.of(fetch(last.get()));
    }

    /** Copies the files of a checkpoint to this machine; each is checked against its checksum on the way. */
    Path fetch(Checkpoint checkpoint) throws IOException {
        Path directory = Files.createDirectories(scratch.resolve("step-" + checkpoint.step()));
        for (Checkpoint.File file : checkpoint.files()) {
            Path target = directory.resolve(file.name());
            Files.deleteIfExists(target);
            try (InputStream content = access.artifacts().open(file.objectName())) {
                Files.copy(content, target);
            }
        }
        return directory;
    }

    /** Removes what this process kept on its own disk. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> entries = Files.list(scratch)) {
            for (Path entry : entries.toList()) {
                discard(entry);
            }
        }
        Files.deleteIfExists(scratch);
    }

    private static Sha256 digest(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Sha256.ofDigest(digest.digest());
    }
}
