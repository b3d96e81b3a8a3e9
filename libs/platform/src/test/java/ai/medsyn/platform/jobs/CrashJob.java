package ai.medsyn.platform.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Work that takes its time: a file for each block, a row for each ordinal. The rows are inserted without mercy for doubles. */
final class CrashJob extends TestBlockJob<CrashJob.Spec, Path> {

    static final String KIND = "test.crash";
    static final int BLOCK = 5;
    static final String HURRY = "hurry";

    /**
     * What to do.
     *
     * @param millis how long a block takes, until a file {@link #HURRY} lies in the folder
     */
    record Spec(int total, String folder, int millis) {}

    private final JdbcClient jdbc;

    CrashJob(JdbcClient jdbc) {
        super(KIND, Spec.class);
        this.jdbc = jdbc;
    }

    @Override
    public WorkSize size(JobRun<Spec> run) {
        return new WorkSize(run.spec().total(), BLOCK);
    }

    @Override
    public Path process(JobRun<Spec> run, Block block) throws IOException {
        Path folder = Path.of(run.spec().folder());
        Path draft = Files.writeString(folder.resolve("draft-" + UUID.randomUUID()), block.toString());
        if (Files.notExists(folder.resolve(HURRY))) {
            LockSupport.parkNanos(Duration.ofMillis(run.spec().millis()).toNanos());
        }
        return Files.move(
                draft,
                folder.resolve("block-" + block.from()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void commit(JobRun<Spec> run, Block block, Path output) {
        LongStream.range(block.from(), block.to())
                .forEach(n -> jdbc.sql("insert into crash_row (job, n, file) values (?, ?, ?)")
                        .params(run.id().value(), n, output.getFileName().toString())
                        .update());
    }
}
