package ai.medsyn.platform.trainings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=platform", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class CheckpointsTest {

    private static final String TEAM = "team";

    @Autowired
    Trainings trainings;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private UUID training;

    @BeforeEach
    void a_training_with_a_best_a_superseded_and_a_last_checkpoint() {
        training = job("RUNNING").value();
        trainings.add(
                new Training(training, TEAM, "t", "convirt-edreis/corrected", 1, "{}", List.of(), Instant.EPOCH),
                "key");
        add(1, true);
        add(2, false);
        add(3, false);
    }

    private JobId job(String state) {
        JobId id = new JobId(UUID.randomUUID());
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                        values (?, 'k', 'p', ?, 'u', '{}', 'team', 'd', now())
                        """).params(id.value(), state).update();
        return id;
    }

    private void add(int step, boolean best) {
        checkpoints.add(new Checkpoint(
                id(step), training, step, 1, null, Sha256.of("w" + step), List.of(), best, true, Instant.EPOCH, null));
    }

    private UUID id(int step) {
        return new UUID(training.getMostSignificantBits(), step);
    }

    private List<Integer> drop() {
        return checkpoints.dropSuperseded(training, Instant.now()).stream()
                .map(Checkpoint::step)
                .toList();
    }

    private List<Integer> kept() {
        return checkpoints.kept(training).stream().map(Checkpoint::step).toList();
    }

    @Test
    void the_best_and_the_last_checkpoint_are_kept_and_others_dropped_once() {
        assertThat(drop()).containsExactly(2);
        assertThat(kept()).containsExactly(1, 3);
        assertThat(drop()).isEmpty();
    }

    @Test
    void a_checkpoint_that_an_unfinished_job_reads_is_kept_until_the_job_has_ended() {
        JobId evaluation = job("QUEUED");
        checkpoints.hold(id(2), evaluation);
        assertThat(drop()).isEmpty();
        add(4, false);
        assertThat(drop()).containsExactly(3);
        assertThat(kept()).containsExactly(1, 2, 4);
        jdbc.sql("update job set state = 'SUCCEEDED', ended_at = now() where id = ?")
                .param(evaluation.value())
                .update();
        assertThat(drop()).containsExactly(2);
    }

    @Test
    void what_was_dropped_cannot_be_read_any_more() {
        drop();
        assertThatThrownBy(() -> checkpoints.hold(id(2), job("QUEUED")))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo("checkpoint-dropped");
                    assertThat(refused.problem().status()).isEqualTo(409);
                });
    }

    @Test
    void a_job_that_is_being_queued_while_retention_looks_keeps_its_checkpoint() throws Exception {
        JobId evaluation = job("QUEUED");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<List<Integer>> dropped = transactions.execute(status -> {
                checkpoints.hold(id(2), evaluation);
                CompletableFuture<List<Integer>> looking = CompletableFuture.supplyAsync(this::drop, pool);
                await().atMost(Duration.ofMinutes(1)).until(this::someoneWaitsForALock);
                return looking;
            });
            assertThat(dropped.get()).isEmpty();
            assertThat(kept()).containsExactly(1, 2, 3);
        } finally {
            pool.shutdown();
        }
    }

    private boolean someoneWaitsForALock() {
        return jdbc.sql(
                        "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update%')")
                .query(Boolean.class)
                .single();
    }
}
