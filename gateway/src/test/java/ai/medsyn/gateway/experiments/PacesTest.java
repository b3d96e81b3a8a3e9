package ai.medsyn.gateway.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.gateway.GatewayApplication;
import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=gateway", "medsyn.artifacts.root=${java.io.tmpdir}/medsyn-openapi-test"})
@Import(PostgresConfiguration.class)
class PacesTest {

    private static final Task ZERO_SHOT =
            new Task("NIH", Map.of("task", "zero-shot-classification"), null, List.of(), List.of(), null);

    @Autowired
    Paces paces;

    @Autowired
    JdbcClient jdbc;

    private final String team = "team-" + UUID.randomUUID();
    private final Caller caller = new Caller(team, Role.REQUESTER, "somebody");

    @Test
    void a_team_without_runs_has_no_pace() {
        assertThat(paces.training(method(32), caller)).isEmpty();
        assertThat(paces.evaluation(ZERO_SHOT, null, 100, caller)).isEmpty();
    }

    @Test
    void a_training_takes_its_pairs_and_what_comes_besides() {
        UUID job = ended(
                "training.run",
                "{\"recipe\": {\"batchSize\": 8}, \"encoders\": {\"image\": \"resnet-18\"}}",
                "{\"steps\": 10}",
                18);
        jdbc.sql(
                        "insert into training (id, team, name, preset, seed, spec, created_at) values (?, ?, 't', 'p', 0, '{}', now())")
                .params(job, team)
                .update();
        jdbc.sql("""
                        insert into training_metric (training, phase, step, epoch, loss, terms, samples_per_second, at)
                        values (?, 'TRAIN', 1, 0, 1, '{}', 10, now())
                        """).param(job).update();
        Paces.Training pace = paces.training(method(32), caller).orElseThrow();
        assertThat(pace.besides()).as("18 s less those of 80 pairs").isCloseTo(10, within(1e-6));
        assertThat(pace.seconds(100)).isCloseTo(10 + 320, within(1e-6));
    }

    @Test
    void an_evaluation_takes_what_those_of_smaller_and_larger_datasets_say() {
        evaluated(100, 12, 1);
        assertThat(paces.evaluation(ZERO_SHOT, null, 800, caller))
                .as("no line through one point")
                .hasValueSatisfying(seconds -> assertThat(seconds).isCloseTo(12, within(1e-6)));
        evaluated(200, 22, 1);
        evaluated(400, 42, 1);
        evaluated(400, 5, 0.01);
        assertThat(paces.evaluation(ZERO_SHOT, null, 800, caller))
                .hasValueSatisfying(seconds -> assertThat(seconds).isCloseTo(82, within(1e-6)));
        assertThat(paces.evaluation(ZERO_SHOT, 0.1, 400, caller))
                .as("the nearest fraction")
                .hasValueSatisfying(seconds -> assertThat(seconds).isCloseTo(5, within(1e-6)));
    }

    private static Method method(int batch) {
        return new Method("ConVIRT", "convirt-mgca", Map.of("batchSize", batch), Map.of("image", "resnet-18"));
    }

    private void evaluated(int films, int seconds, double fraction) {
        UUID dataset = UUID.randomUUID();
        UUID corpus = UUID.randomUUID();
        UUID build = ended("dataset.build", "{}", "{}", 1);
        jdbc.sql("insert into corpus (id, team, seed, spec, created_at) values (?, ?, 0, '{}', now())")
                .params(corpus, team)
                .update();
        jdbc.sql("""
                        insert into dataset (id, name, state, origin, team, corpus, job, requested, accepted, created_at)
                        values (?, ?, 'BUILDING', 'SYNTHETIC', ?, ?, ?, 1, ?, now())
                        """)
                .params(dataset, "d-" + dataset, team, corpus, build, films)
                .update();
        ended(
                "evaluation.run",
                "{\"task\": \"zero-shot-classification\", \"dataset\": \"%s\", \"training\": {\"fraction\": %s}}"
                        .formatted(dataset, fraction),
                "{}",
                seconds);
    }

    private UUID ended(String kind, String spec, String result, int seconds) {
        UUID job = UUID.randomUUID();
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, result, team, request_digest, submitted_at, started_at, ended_at)
                        values (?, ?, 'cpu', 'SUCCEEDED', 'u', ?::jsonb, ?::jsonb, ?, 'd', now(), now() - ? * interval '1 second', now())
                        """).params(job, kind, spec, result, team, seconds).update();
        return job;
    }
}
