package ai.medsyn.platform.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.jobs.web.EventProbe.Event;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The job resource over real HTTP, as a service named {@code jobs} serves it. Few threads and connections, so that a stream cannot hold any. */
@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=platform",
            "spring.application.name=jobs",
            "spring.datasource.hikari.maximum-pool-size=6",
            "server.tomcat.threads.max=6",
            "medsyn.jobs.launches=2",
            "medsyn.jobs.max-queued=4"
        })
@Import({PostgresConfiguration.class, JobApiApplication.class})
class JobApiTest {

    private static final TestTokens TOKENS = TestTokens.start();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    JobApiApplication.Gated gated;

    @Autowired
    JobStreams streams;

    @Autowired
    JdbcClient jdbc;

    HttpProbe probe;
    String team;

    @BeforeEach
    void prepare() {
        probe = new HttpProbe(port);
        gated.gate = new Semaphore(0);
        team = "team-" + System.nanoTime();
    }

    @AfterEach
    void finish() {
        gated.gate.release(1_000_000);
        // What is left over must not take the next test's permits.
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from job where state in ('QUEUED', 'RUNNING')")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private String[] as(Role role) {
        return as(team, role);
    }

    private static String[] as(String team, Role role) {
        return new String[] {
            "Authorization", "Bearer " + TOKENS.sign("jobs", new Caller(team, role, "key:test"), Clock.systemUTC())
        };
    }

    private static String[] with(String[] headers, String name, String value) {
        return new String[] {headers[0], headers[1], name, value};
    }

    private String submit(int total) {
        Answer answer = probe.post("/v1/gated", "{\"total\":" + total + ",\"note\":\"n\"}", as(Role.REQUESTER));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.header("Location");
    }

    private Answer get(String path) {
        return probe.get(path, as(Role.VIEWER));
    }

    private Answer awaitState(String job, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(get(job).json().get("state")));
        return get(job);
    }

    @Test
    void a_submission_is_accepted_with_the_address_and_the_whole_resource_of_its_job() {
        Answer answer = probe.post("/v1/gated", "{\"total\":3,\"note\":\"n\"}", as(Role.REQUESTER));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/jobs/" + answer.json().get("id"));
        assertThat(answer.json())
                .containsOnlyKeys(
                        "id",
                        "kind",
                        "state",
                        "progress",
                        "ratePerSecond",
                        "eta",
                        "queuePosition",
                        "attempts",
                        "submittedAt",
                        "startedAt",
                        "endedAt",
                        "spec",
                        "result",
                        "error",
                        "parent",
                        "team")
                .containsEntry("kind", "test.gated")
                .containsEntry("team", team)
                .containsEntry("spec", Map.of("total", 3, "note", "n"));
        gated.gate.release(3);
        assertThat(awaitState(answer.header("Location"), "SUCCEEDED").json())
                .containsEntry("result", Map.of("made", 3))
                .containsEntry("attempts", 1)
                .extracting("progress.done", "progress.total", "progress.unit")
                .containsExactly(3, 3, "rows");
    }

    @Test
    void a_repeated_submission_is_answered_with_the_same_job() {
        String[] headers = with(as(Role.REQUESTER), "Idempotency-Key", "k " + team);
        Answer first = probe.post("/v1/gated", "{\"total\":1,\"note\":\"n\"}", headers);
        Answer again = probe.post("/v1/gated", "{\"total\":1,\"note\":\"n\"}", headers);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Answer other = probe.post("/v1/gated", "{\"total\":2,\"note\":\"n\"}", headers);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json()).containsEntry("code", "idempotency-key-reused");
    }

    @Test
    void an_idempotency_key_that_is_too_long_is_refused() {
        Answer answer = probe.post(
                "/v1/gated",
                "{\"total\":1,\"note\":\"n\"}",
                with(as(Role.REQUESTER), "Idempotency-Key", "k".repeat(129)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "validation-failed");
    }

    @Test
    void a_full_queue_says_when_to_come_back_and_a_queued_job_says_how_many_are_before_it() {
        List<String> running = List.of(submit(1), submit(1));
        running.forEach(job -> awaitState(job, "RUNNING"));
        List<String> queued = IntStream.range(0, 4).mapToObj(i -> submit(1)).toList();
        Answer refused = probe.post("/v1/gated", "{\"total\":1,\"note\":\"n\"}", as(Role.REQUESTER));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json()).containsEntry("code", "queue-full");
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(queued.stream().map(job -> get(job).json().get("queuePosition")))
                .containsExactly(0, 1, 2, 3);
        gated.gate.release(6);
        queued.forEach(job -> awaitState(job, "SUCCEEDED"));
    }

    @Test
    void an_unchanged_job_is_not_sent_again() {
        String job = submit(4);
        awaitState(job, "RUNNING");
        probe.post(job + "/pause", "", as(Role.REQUESTER));
        String tag = get(job).header("ETag");
        assertThat(tag).matches("\"[^\"]+\"");
        Answer unchanged = probe.get(job, with(as(Role.VIEWER), "If-None-Match", tag));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        probe.post(job + "/resume", "", as(Role.REQUESTER));
        Answer changed = probe.get(job, with(as(Role.VIEWER), "If-None-Match", tag));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void every_committed_block_changes_the_tag() {
        String job = submit(3);
        awaitState(job, "RUNNING");
        List<String> tags = new ArrayList<>();
        for (int done = 1; done <= 2; done++) {
            gated.gate.release();
            int expected = done;
            await().atMost(PATIENCE)
                    .until(() -> ((Map<?, ?>) get(job).json().get("progress"))
                            .get("done")
                            .equals(expected));
            tags.add(get(job).header("ETag"));
        }
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void listings_are_newest_first_in_pages_and_filtered() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String job = submit(1);
            gated.gate.release();
            awaitState(job, "SUCCEEDED");
            addresses.add(0, job.substring("/v1/jobs/".length()));
        }
        List<Object> listed = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> page = get("/v1/jobs?limit=2" + cursor).json();
            ((List<?>) page.get("items")).forEach(item -> listed.add(((Map<?, ?>) item).get("id")));
            cursor = page.get("nextCursor") == null ? null : "&cursor=" + page.get("nextCursor");
        } while (cursor != null);
        assertThat(listed).isEqualTo(addresses);
        assertThat(items("/v1/jobs?state=SUCCEEDED&kind=test.gated")).hasSize(5);
        assertThat(items("/v1/jobs?state=RUNNING")).isEmpty();
        assertThat(items("/v1/jobs?kind=other")).isEmpty();
        assertThat(items("/v1/jobs?parent=00000000-0000-0000-0000-000000000001"))
                .isEmpty();
        assertThat(get("/v1/jobs?state=DONE").status()).isEqualTo(400);
        assertThat(get("/v1/jobs?cursor=abc").status()).isEqualTo(400);
    }

    private List<?> items(String path) {
        return (List<?>) get(path).json().get("items");
    }

    @Test
    void a_team_sees_its_own_jobs_and_an_administrator_those_of_all() {
        String job = submit(1);
        Answer other = probe.get(job, as("others", Role.REQUESTER));
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.json()).containsEntry("code", "job-not-found");
        assertThat(probe.post(job + "/cancel", "", as("others", Role.REQUESTER)).status())
                .isEqualTo(404);
        assertThat(probe.get("/v1/jobs?allTeams=true", as(Role.REQUESTER)).status())
                .isEqualTo(403);
        Answer all = probe.get("/v1/jobs?allTeams=true&limit=500", as("others", Role.ADMIN));
        assertThat(all.body()).contains(job.substring("/v1/jobs/".length()));
        assertThat(probe.get("/v1/jobs", as("others", Role.ADMIN)).body()).doesNotContain(team);
        assertThat(probe.post(job + "/cancel", "", as("others", Role.ADMIN)).json())
                .containsEntry("state", "CANCELLED");
    }

    @Test
    void changes_follow_the_table_of_transitions() {
        String job = submit(2);
        awaitState(job, "RUNNING");
        assertThat(probe.post(job + "/pause", "", as(Role.VIEWER)).status()).isEqualTo(403);
        assertThat(probe.post(job + "/pause", "", as(Role.REQUESTER)).json()).containsEntry("state", "PAUSED");
        // A worker may take the resumed job before the answer is read.
        assertThat(probe.post(job + "/resume", "", as(Role.REQUESTER)).json().get("state"))
                .isIn("QUEUED", "RUNNING");
        assertThat(probe.post(job + "/retry", "", as(Role.REQUESTER)).json()).containsEntry("code", "job-wrong-state");
        assertThat(probe.post(job + "/cancel", "", as(Role.REQUESTER)).status()).isEqualTo(200);
        assertThat(probe.post(job + "/cancel", "", as(Role.REQUESTER)).status()).isEqualTo(200);
        assertThat(probe.post(job + "/resume", "", as(Role.REQUESTER)).status()).isEqualTo(409);
        assertThat(get("/v1/jobs/00000000-0000-0000-0000-000000000001").status())
                .isEqualTo(404);
        assertThat(get("/v1/jobs/nonsense").status()).isEqualTo(400);
    }

    @Test
    void a_stream_tells_every_state_and_ends_with_the_last() {
        String job = submit(3);
        try (EventProbe stream = EventProbe.open(probe, job + "/events", as(Role.VIEWER))) {
            await().atMost(PATIENCE).until(() -> stream.states().contains("RUNNING"));
            gated.gate.release(3);
            await().atMost(PATIENCE).until(stream::ended);
            assertThat(stream.states()).containsExactly("QUEUED", "RUNNING", "SUCCEEDED");
            List<Event> progress = stream.events("progress");
            assertThat(progress.get(progress.size() - 1).data())
                    .containsEntry("done", 3)
                    .containsEntry("total", 3);
            String last = stream.events("state").get(2).id();
            assertThat(probe.get(job + "/events", with(as(Role.VIEWER), "Last-Event-ID", last))
                            .status())
                    .isEqualTo(204);
        }
        await().atMost(PATIENCE).until(() -> streams.count() == 0);
    }

    @Test
    void an_interrupted_stream_goes_on_without_losing_or_doubling_a_state() {
        String job = submit(3);
        List<Object> states = new ArrayList<>();
        String last = "";
        for (String change : List.of("pause", "resume", "pause", "resume")) {
            try (EventProbe stream =
                    EventProbe.open(probe, job + "/events", with(as(Role.VIEWER), "Last-Event-ID", last))) {
                await().atMost(PATIENCE).until(() -> !stream.states().isEmpty());
                List<Event> seen = stream.events("state");
                seen.forEach(event -> states.add(event.data().get("state")));
                last = seen.get(seen.size() - 1).id();
            }
            probe.post(job + "/" + change, "", as(Role.REQUESTER)); // nobody is listening
        }
        gated.gate.release(100); // also for the blocks that the pauses have left behind
        awaitState(job, "SUCCEEDED");
        try (EventProbe stream =
                EventProbe.open(probe, job + "/events", with(as(Role.VIEWER), "Last-Event-ID", last))) {
            await().atMost(PATIENCE).until(stream::ended);
            states.addAll(stream.states());
        }
        try (EventProbe whole = EventProbe.open(probe, job + "/events", as(Role.VIEWER))) {
            await().atMost(PATIENCE).until(whole::ended);
            assertThat(states).isEqualTo(whole.states());
        }
        assertThat(states)
                .startsWith("QUEUED")
                .endsWith("SUCCEEDED")
                .filteredOn("PAUSED"::equals)
                .hasSize(2);
    }

    @Test
    void many_streams_share_few_threads_and_connections() {
        String job = submit(2);
        List<EventProbe> probes = IntStream.range(0, 60)
                .mapToObj(i -> EventProbe.open(probe, job + "/events", as(Role.VIEWER)))
                .toList();
        assertThat(get(job).status()).isEqualTo(200);
        gated.gate.release(2);
        await().atMost(PATIENCE).until(() -> probes.stream().allMatch(EventProbe::ended));
        assertThat(probes)
                .allSatisfy(stream ->
                        assertThat(stream.states()).startsWith("QUEUED").endsWith("SUCCEEDED"));
        await().atMost(PATIENCE).until(() -> streams.count() == 0);
    }

    @Test
    void a_client_that_hangs_up_is_forgotten() {
        String job = submit(1000);
        EventProbe stream = EventProbe.open(probe, job + "/events", as(Role.VIEWER));
        await().atMost(PATIENCE).until(() -> !stream.states().isEmpty());
        assertThat(streams.count()).isEqualTo(1);
        stream.close();
        await().atMost(PATIENCE).until(() -> {
            gated.gate.release();
            return streams.count() == 0;
        });
        probe.post(job + "/cancel", "", as(Role.REQUESTER));
    }

    @Test
    void a_stream_begins_with_an_event_of_its_own_and_of_a_job_one_may_see() {
        String job = submit(1);
        assertThat(probe.get(job + "/events", with(as(Role.VIEWER), "Last-Event-ID", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(probe.get(job + "/events", as("others", Role.VIEWER)).status())
                .isEqualTo(404);
    }
}
