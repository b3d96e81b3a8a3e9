package ai.medsyn.generator.reports.samplings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.platform.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Four real processes sample 200,000 sets from a bank of 177,049 entities; some are killed and replaced. */
@Tag("crash")
class SamplingCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SETS = 200_000;
    private static final int CAP = 15;

    @TempDir
    static Path folder;

    private static final List<WorkerProcess> WORKERS = new ArrayList<>();
    private static TestDatabase database;
    private static ConfigurableApplicationContext watcher;
    private static JdbcClient jdbc;

    @BeforeAll
    static void connect() {
        database = TestDatabase.create();
        watcher = SamplingWorker.application(database, "");
        jdbc = watcher.getBean(JdbcClient.class);
    }

    @AfterAll
    static void end() {
        WORKERS.forEach(WorkerProcess::kill);
        watcher.close();
    }

    private static void four() throws IOException {
        WORKERS.removeIf(worker -> !worker.alive());
        while (WORKERS.size() < 4) {
            WORKERS.add(SamplingWorker.start(database, folder));
        }
    }

    /** The counts of the paper's bank (recalled): 98.7 % of what its anatomy can give is needed. */
    private static UUID bank() {
        UUID bank = UUID.randomUUID();
        jdbc.sql("""
                        insert into entity_bank (id, team, name, version, source, list, entities, sha256, ready, created_at)
                        values (?, 'team', 'paper', 1, 'LIST', 'list.csv', 177049, 'none', true, now())
                        """).param(bank).update();
        jdbc.sql("""
                        insert into entity_bank_entity (bank, ordinal, category, name, reports)
                        select ?, row_number() over () - 1, category, 'entity ' || n, 1 from (values
                            ('ABNORMALITY', 55047), ('NON_ABNORMALITY', 36365), ('DISEASE', 23017), ('NON_DISEASE', 22103),
                            ('ANATOMY', 40517)) as counts (category, size), generate_series(1, size) n
                        """).param(bank).update();
        return bank;
    }

    @Test
    void the_cap_holds_and_no_set_is_lost_or_doubled_when_workers_are_killed() throws IOException {
        SamplingRequest request = new SamplingRequest(bank(), new SamplingSpec(9, 3, CAP), 7, SETS);
        four();
        await().atMost(PATIENCE).until(() -> WORKERS.stream().allMatch(WorkerProcess::ready));
        Jobs jobs = watcher.getBean(Jobs.class);
        Job job = jobs.submit(JobSubmission.of(SampleSetsJob.KIND, request, "team"))
                .job();
        for (int strike = 0; strike < 3; strike++) {
            int done = strike * 50_000 + 2_000;
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> jobs.require(job.id(), "team").progress().done() >= done);
            WORKERS.get(strike).kill();
        }
        four();
        await().atMost(PATIENCE)
                .until(() -> jobs.require(job.id(), "team").state().ended());

        Job ended = jobs.require(job.id(), "team");
        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        assertThat(jdbc.sql("select count(*) || ' ' || count(distinct ordinal) from entity_set where sampling = ?")
                        .param(job.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo(SETS + " " + SETS);
        assertThat(jdbc.sql("""
                                select max(uses) || ' ' || sum(uses) from (select count(*) as uses
                                from entity_set, unnest(entities) entity where sampling = ? group by entity) counted
                                """).param(job.id().value()).query(String.class).single())
                .isEqualTo(CAP + " " + 12 * SETS);
        assertThat(String.valueOf(ended.result())).contains("\"balance\"", "\"ANATOMY\"");
    }
}
