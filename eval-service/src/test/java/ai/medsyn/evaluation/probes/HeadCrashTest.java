package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.evaluation.runs.HeadTraining.Overrides;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.platform.testing.WorkerProcess;
import ai.medsyn.platform.testing.WriteGate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The service as a process of its own trains a head and is killed in the middle of it. This process only submits and watches. */
@Tag("crash")
@TestPropertySource(properties = "medsyn.jobs.pools=")
class HeadCrashTest extends ProbeBench {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern EPOCH = Pattern.compile("training a head.*, epoch (\\d+), .*");

    @Autowired
    private JdbcConnectionDetails database;

    private WorkerProcess worker;

    private TestDatabase same() {
        return new TestDatabase(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    @BeforeEach
    void start() {
        worker = WorkerProcess.startService(
                EvaluationApplication.class,
                WorkerProcess.arguments(
                        same(),
                        "cpu,coordinator",
                        "--spring.main.web-application-type=none",
                        "--medsyn.artifacts.root=" + disk.resolve("store"),
                        "--medsyn.imports.roots.films=" + disk.resolve("films"),
                        "--medsyn.models.roots.models=" + disk.resolve("models"),
                        "--medsyn.probes.work=" + disk.resolve("probes")),
                disk);
    }

    @AfterEach
    void end() {
        worker.kill();
    }

    private static HeadTraining training(int epochs, int batch, double rate, Integer side) {
        Overrides overrides = new Overrides(epochs, 0, batch, rate, null, side);
        return new HeadTraining(null, List.of(1L), null, null, null, overrides, null);
    }

    @Test
    void a_linear_layer_goes_on_after_kill_9_and_ends_with_the_same_files() throws Exception {
        ClassList sides = new ClassList("sides", "1", "test", false, List.of(new ClassList.Finding("Left", "left")));
        UUID dataset = films(new Films("killed-linear", 60, false));
        EvaluationSpec spec = new EvaluationSpec(
                "linear-classification",
                new Subject("halves", null),
                dataset,
                new Question(null, sides, null, null, null),
                null,
                training(150, 6, 0.01, null),
                null);
        assertSameAfterKill(spec, 40, List.of("heads.csv", "roc.svg", "scores.json"));
    }

    @Test
    @Tag("long")
    void a_segmentation_head_goes_on_after_kill_9_and_ends_with_the_same_files() throws Exception {
        UUID dataset = films(new Films("killed-outlines", 60, true));
        EvaluationSpec spec = new EvaluationSpec(
                "segmentation", new Subject("resnet", null), dataset, null, null, training(12, 6, 3e-3, SIDE), null);
        assertSameAfterKill(spec, 4, List.of("heads.csv", "overlays.png", "cases.json"));
    }

    private void assertSameAfterKill(EvaluationSpec spec, int epochs, List<String> files) throws Exception {
        JsonNode undisturbed = evaluated(spec);
        Job job = killedAtTheEndOf(epochs, spec);
        int killed = epochs - 1; // whose end was the last that could be told
        start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(3)).until(() -> {
            int epoch = epoch(job);
            assertThat(epoch == 0 || epoch >= killed)
                    .as("killed in epoch %d, it goes on and does not begin again at %d", killed, epoch)
                    .isTrue();
            return jobs.require(job.id(), TEAM).state().ended();
        });
        JsonNode resumed = result(jobs.require(job.id(), TEAM));
        assertThat(metrics(resumed)).isEqualTo(metrics(undisturbed)).isNotEmpty();
        assertThat(key(resumed)).isEqualTo(key(undisturbed));
        for (String file : files) {
            assertThat(bytes(resumed, file)).as(file).isEqualTo(bytes(undisturbed, file));
        }
        assertThat(disk.resolve("probes")).isEmptyDirectory();
    }

    /** A job whose process is killed just when it tells the end of an epoch. */
    private Job killedAtTheEndOf(int epoch, EvaluationSpec spec) throws SQLException {
        try (WriteGate gate = new WriteGate(same().connect(), "job", "new.phase like '%, epoch " + epoch + ", %'")) {
            Job job = jobs.submit(JobSubmission.of(EvaluationOrders.KIND, spec, TEAM))
                    .job();
            await().atMost(PATIENCE).until(gate::reached);
            worker.kill();
            return job;
        }
    }

    private String key(JsonNode result) {
        return evaluations.require(evaluation(result), TEAM).contentKey();
    }

    /** The epoch whose end was told last; 0 if the job says something else. */
    private int epoch(Job job) {
        String phase = String.valueOf(jobs.require(job.id(), TEAM).progress().phase());
        Matcher told = EPOCH.matcher(phase);
        return told.matches() ? Integer.parseInt(told.group(1)) : 0;
    }
}
