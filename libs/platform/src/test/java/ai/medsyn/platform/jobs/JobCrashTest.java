package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.platform.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two real worker processes on one PostgreSQL, and what can happen to them. This process only submits and watches. */
@Tag("crash")
class JobCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TOTAL = 1000;
    private static final int SLOW_MILLIS = 500;

    @TempDir
    static Path folder;

    private static final List<WorkerProcess> workers = new ArrayList<>();
    private static TestDatabase database;
    private static ConfigurableApplicationContext watcher;
    private static Jobs jobs;
    private static JdbcClient jdbc;

    @BeforeAll
    static void connect() {
        database = TestDatabase.create();
        watcher = CrashWorker.application(database, "");
        jobs = watcher.getBean(Jobs.class);
        jdbc = watcher.getBean(JdbcClient.class);
        jdbc.sql("create table crash_row (job uuid, n bigint, file text, primary key (job, n))")
                .update();
    }

    @BeforeEach
    void two_workers() {
        workers.removeIf(worker -> !worker.alive());
        while (workers.size() < 2) {
            workers.add(CrashWorker.start(database, folder));
        }
        await().atMost(PATIENCE).until(() -> workers.stream().allMatch(WorkerProcess::ready));
    }

    @AfterAll
    static void end() {
        workers.forEach(WorkerProcess::kill);
        watcher.close();
    }

    /** Slow until {@link #hurry}: whoever is to be struck is in the middle of it, and whoever watches may be slow, too. */
    private static Job submit(int total) {
        return submit(new CrashJob.Spec(total, folder(), SLOW_MILLIS));
    }

    /** Lets the rest of a job be done as fast as it goes. */
    private static void hurry(Job job) throws IOException {
        Files.createFile(Path.of(
                jdbc.sql("select spec->>'folder' from job where id = ?")
                        .param(job.id().value())
                        .query(String.class)
                        .single(),
                CrashJob.HURRY));
    }

    private static Job submit(CrashJob.Spec spec) {
        return jobs.submit(JobSubmission.of(CrashJob.KIND, spec, "team")).job();
    }

    private static String folder() {
        try {
            return Files.createTempDirectory(folder, "blocks").toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Job now(Job job) {
        return jobs.require(job.id(), "team");
    }

    private static void awaitDone(Job job, int units) {
        await().atMost(PATIENCE).until(() -> now(job).progress().done() >= units);
    }

    /** The process that has the job's launch, or another one that runs partitions of it. */
    private static WorkerProcess victim(Job job, boolean launcher) {
        return await().atMost(PATIENCE).until(() -> find(job, launcher), found -> found != null);
    }

    private static WorkerProcess find(Job job, boolean launcher) {
        List<Long> launching = pids("launch:", job);
        List<Long> computing = pids("partition:", job);
        return workers.stream()
                .filter(WorkerProcess::alive)
                .filter(worker -> launcher == launching.contains(worker.pid()))
                .filter(worker -> launcher || computing.contains(worker.pid()))
                .filter(worker ->
                        !launching.isEmpty() && computing.stream().distinct().count() == 2)
                .findFirst()
                .orElse(null);
    }

    private static List<Long> pids(String task, Job job) {
        return jdbc
                .sql("select picked_by from scheduled_task where picked and task_name = ? and task_instance like ?")
                .params(task + CrashJob.KIND, job.id() + "/%")
                .query(String.class)
                .list()
                .stream()
                .map(name -> Long.valueOf(name.split("-")[1]))
                .toList();
    }

    private static void assertComplete(Job job, int total) {
        await().atMost(PATIENCE).until(() -> now(job).state().ended());
        Job ended = now(job);
        assertThat(ended.error()).isNull();
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.attempts()).isEqualTo(1);
        assertThat(ended.progress().done()).isEqualTo(total);
        assertThat(ended.progress().total()).isEqualTo(total);
        assertRows(job, total);
    }

    private static void assertRows(Job job, int total) {
        assertThat(jdbc.sql("select n from crash_row where job = ? order by n")
                        .param(job.id().value())
                        .query(Long.class)
                        .list())
                .isEqualTo(LongStream.range(0, total).boxed().toList());
        assertThat(jdbc.sql("select distinct file from crash_row where job = ?")
                        .param(job.id().value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, total / CrashJob.BLOCK)
                        .mapToObj(block -> "block-" + block * CrashJob.BLOCK)
                        .toList());
    }

    @Test
    void a_killed_worker_is_replaced_and_nothing_is_lost_or_doubled() throws IOException {
        Job job = submit(TOTAL);
        awaitDone(job, 20);
        victim(job, false).kill();
        hurry(job);
        assertComplete(job, TOTAL);
    }

    @Test
    void a_killed_launcher_is_replaced_and_nothing_is_lost_or_doubled() throws IOException {
        Job job = submit(TOTAL);
        awaitDone(job, 20);
        long epoch = now(job).epoch();
        victim(job, true).kill();
        hurry(job);
        assertComplete(job, TOTAL);
        assertThat(now(job).epoch()).isGreaterThan(epoch);
    }

    @Test
    void a_frozen_worker_writes_nothing_twice_when_it_wakes_up() throws IOException {
        freezeUntilTheJobIsDone(false);
    }

    @Test
    void a_frozen_launcher_leaves_the_job_alone_when_it_wakes_up() throws IOException {
        freezeUntilTheJobIsDone(true);
    }

    private void freezeUntilTheJobIsDone(boolean launcher) throws IOException {
        Job job = submit(TOTAL);
        awaitDone(job, 20);
        WorkerProcess frozen = victim(job, launcher);
        frozen.signal("STOP");
        try {
            hurry(job);
            assertComplete(job, TOTAL);
        } finally {
            frozen.signal("CONT");
        }
        assertTakesPart(frozen);
        assertThat(now(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertRows(job, TOTAL);
    }

    /** A worker that was thawed first has to get rid of its old partitions: its threads are free when it takes new ones. */
    private void assertTakesPart(WorkerProcess thawed) throws IOException {
        Job next = submit(TOTAL);
        await().atMost(PATIENCE).until(() -> pids("partition:", next).contains(thawed.pid()));
        hurry(next);
        assertComplete(next, TOTAL);
    }

    @Test
    void a_worker_that_wakes_up_in_the_middle_is_refused_its_old_block() throws IOException {
        Job job = submit(TOTAL * 2);
        awaitDone(job, 20);
        WorkerProcess frozen = victim(job, false);
        List<String> held = partitions(job, frozen);
        frozen.signal("STOP");
        try {
            await().atMost(PATIENCE).until(() -> partitions(job, frozen).isEmpty());
        } finally {
            frozen.signal("CONT");
        }
        hurry(job);
        assertThat(held).isNotEmpty();
        assertComplete(job, TOTAL * 2);
    }

    private static List<String> partitions(Job job, WorkerProcess worker) {
        return jdbc.sql("""
                        select task_instance from scheduled_task
                        where picked and task_name like 'partition:%' and task_instance like ? and picked_by like ?
                        """)
                .params(job.id() + "/%", "%-" + worker.pid() + "-%")
                .query(String.class)
                .list();
    }

    @Test
    @Tag("long")
    void twenty_random_kills_and_freezes_lose_and_double_nothing() throws IOException {
        Random random = new Random(20);
        // Slow enough that the job outlasts the starts of new workers on a busy machine.
        int total = 40 * TOTAL;
        String folder = folder();
        Job job = submit(new CrashJob.Spec(total, folder, 250));
        for (int i = 0; i < 20; i++) {
            two_workers();
            awaitDone(job, (i + 1) * 100);
            WorkerProcess victim = victim(job, random.nextBoolean());
            if (random.nextBoolean()) {
                victim.kill();
            } else {
                victim.signal("STOP");
                await().atMost(PATIENCE)
                        .until(() -> pids("partition:", job).stream().noneMatch(pid -> pid == victim.pid())
                                && pids("launch:", job).stream().noneMatch(pid -> pid == victim.pid()));
                victim.signal("CONT");
            }
        }
        Files.createFile(Path.of(folder, CrashJob.HURRY));
        two_workers();
        assertComplete(job, total);
    }
}
