package ai.medsyn.platform.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes its ordinals; some of its transactions fail when they commit. */
final class FailingCommits extends TestBlockJob<FailingCommits.Spec, Block> {

    record Spec(int total) {}

    final AtomicInteger failuresLeft = new AtomicInteger();
    final AtomicInteger commits = new AtomicInteger();
    final List<Block> processed = Collections.synchronizedList(new ArrayList<>());
    volatile Runnable whenRolledBack = () -> {};
    volatile Runnable whileProcessing = () -> {};
    private final JdbcClient jdbc;

    FailingCommits(JdbcClient jdbc) {
        super("test.commits", Spec.class);
        this.jdbc = jdbc;
    }

    @Override
    public WorkSize size(JobRun<Spec> run) {
        return new WorkSize(run.spec().total(), 4);
    }

    @Override
    public Block process(JobRun<Spec> run, Block block) {
        processed.add(block);
        whileProcessing.run();
        return block;
    }

    @Override
    public void commit(JobRun<Spec> run, Block block, Block output) {
        LongStream.range(block.from(), block.to())
                .forEach(n -> jdbc.sql("insert into committed (job, n) values (?, ?)")
                        .params(run.id().value(), n)
                        .update());
        if (commits.incrementAndGet() % 3 == 0 && failuresLeft.getAndDecrement() > 0) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    throw new DataAccessResourceFailureException("the connection broke in the commit");
                }

                @Override
                public void afterCompletion(int status) {
                    whenRolledBack.run();
                }
            });
        }
    }
}
