package ai.medsyn.platform.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.JobsAtRest;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import ai.medsyn.platform.testing.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service named {@code jobs} over real HTTP, and who asks it. Few threads and connections, so that a stream cannot hold any. */
@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=platform",
            "spring.application.name=jobs",
            "spring.datasource.hikari.maximum-pool-size=6",
            "server.tomcat.threads.max=6",
            "medsyn.jobs.launches=2",
            "medsyn.jobs.max-queued=4",
            // Events of a job are compared one by one: no pause of this process may give it another launch.
            "medsyn.jobs.heartbeat=1m"
        })
@Import({PostgresConfiguration.class, JobApiApplication.class})
abstract class JobApiBench {

    private static final TestTokens TOKENS = TestTokens.start();
    static final Duration PATIENCE = Duration.ofMinutes(1);

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    JobApiApplication.Gated gated;

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
        JobsAtRest.await(jdbc);
    }

    String[] as(Role role) {
        return as(team, role);
    }

    static String[] as(String team, Role role) {
        return new String[] {
            "Authorization", "Bearer " + TOKENS.sign("jobs", new Caller(team, role, "key:test"), Clock.systemUTC())
        };
    }

    static String[] with(String[] headers, String name, String value) {
        return new String[] {headers[0], headers[1], name, value};
    }

    String submit(int total) {
        Answer answer = probe.post("/v1/gated", "{\"total\":" + total + ",\"note\":\"n\"}", as(Role.REQUESTER));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.header("Location");
    }

    Answer get(String path) {
        return probe.get(path, as(Role.VIEWER));
    }

    Answer awaitState(String job, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(get(job).json().get("state")));
        return get(job);
    }
}
