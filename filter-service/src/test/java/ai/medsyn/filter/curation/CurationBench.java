package ai.medsyn.filter.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.filter.FilterApplication;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Curation as a service with a real database and a real store, its jobs and what they leave. */
@SpringBootTest(
        classes = FilterApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=filter", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
// Each class has a directory of its own, which its context must not outlive.
@DirtiesContext
abstract class CurationBench {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path store;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry registry) {
        registry.add("medsyn.artifacts.root", () -> store);
    }

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ArtifactStore artifacts;

    TestCorpus corpus() {
        return new TestCorpus(jdbc, artifacts);
    }

    Job finished(String kind, Object spec) {
        Job job = jobs.submit(JobSubmission.of(kind, spec, TestCorpus.TEAM)).job();
        await().atMost(PATIENCE)
                .until(() -> jobs.require(job.id(), TestCorpus.TEAM).state().ended());
        return jobs.require(job.id(), TestCorpus.TEAM);
    }

    void measure(TestCorpus corpus, int from, int to) {
        Job job =
                finished(CurationMeasureJob.KIND, new CurationMeasurement(corpus.id, from, to - from, TestCorpus.SIDE));
        assertThat(job.error()).isNull();
        assertThat(job.progress().done()).isEqualTo(to - from);
    }

    Job decide(UUID dataset, TestCorpus corpus, int from, int to, Map<String, Double> thresholds) {
        return finished(CurationDecideJob.KIND, new CurationDecision(dataset, corpus.id, from, to, thresholds));
    }

    void decided(UUID dataset, TestCorpus corpus, int from, int to, Map<String, Double> thresholds) {
        Job job = decide(dataset, corpus, from, to, thresholds);
        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.SUCCEEDED);
    }

    List<Map<String, Object>> verdicts(UUID dataset) {
        return jdbc.sql("""
                        select ordinal, filter, accepted, reason, measured, threshold, judge
                        from verdict where dataset = ? order by ordinal, filter
                        """).param(dataset).query().listOfRows();
    }

    List<String> rejections(UUID dataset) {
        return jdbc.sql("""
                        select ordinal || ' ' || filter from verdict where dataset = ? and not accepted order by ordinal, filter
                        """).param(dataset).query(String.class).list();
    }

    List<String> measurements(TestCorpus corpus) {
        return jdbc.sql("""
                        select concat_ws(' ', ordinal, filters, measured, text_fingerprint, image_fingerprint)
                        from measurement where corpus = ? order by ordinal
                        """).param(corpus.id).query(String.class).list();
    }

    /** 100 candidates of which some are short, flat, broken or copies of others. */
    TestCorpus mixed() {
        TestCorpus corpus = corpus();
        for (int ordinal = 0; ordinal < 100; ordinal++) {
            switch (ordinal) {
                case 17 -> corpus.add(ordinal, "Normal chest", TestCorpus.image(ordinal));
                case 23 -> corpus.add(ordinal, TestCorpus.report(ordinal), TestCorpus.flat(0));
                case 31 -> corpus.add(ordinal, TestCorpus.report(ordinal), "no image".getBytes(StandardCharsets.UTF_8));
                case 44, 88 -> corpus.add(ordinal, TestCorpus.report(ordinal), TestCorpus.image(3));
                case 60 ->
                    corpus.add(
                            ordinal,
                            TestCorpus.report(ordinal),
                            List.of("DISEASE:pneumomediastinum"),
                            null,
                            TestCorpus.image(ordinal));
                default -> corpus.good(ordinal, ordinal + 1);
            }
        }
        return corpus;
    }
}
