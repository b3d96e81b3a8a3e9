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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Measuring and deciding as jobs, on a real database and a real store. */
@SpringBootTest(
        classes = FilterApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=filter", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class CurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    @Autowired
    WhatIf whatIf;

    private TestCorpus corpus() {
        return new TestCorpus(jdbc, artifacts);
    }

    private Job finished(String kind, Object spec) {
        Job job = jobs.submit(JobSubmission.of(kind, spec, TestCorpus.TEAM)).job();
        await().atMost(PATIENCE)
                .until(() -> jobs.require(job.id(), TestCorpus.TEAM).state().ended());
        return jobs.require(job.id(), TestCorpus.TEAM);
    }

    private void measure(TestCorpus corpus, int from, int to) {
        Job job =
                finished(CurationMeasureJob.KIND, new CurationMeasurement(corpus.id, from, to - from, TestCorpus.SIDE));
        assertThat(job.error()).isNull();
        assertThat(job.progress().done()).isEqualTo(to - from);
    }

    private Job decide(UUID dataset, TestCorpus corpus, int from, int to, Map<String, Double> thresholds) {
        return finished(CurationDecideJob.KIND, new CurationDecision(dataset, corpus.id, from, to, thresholds));
    }

    private void decided(UUID dataset, TestCorpus corpus, int from, int to, Map<String, Double> thresholds) {
        Job job = decide(dataset, corpus, from, to, thresholds);
        assertThat(job.state()).as(String.valueOf(job.error())).isEqualTo(JobState.SUCCEEDED);
    }

    private List<Map<String, Object>> verdicts(UUID dataset) {
        return jdbc.sql("""
                        select ordinal, filter, accepted, reason, measured, threshold, judge
                        from verdict where dataset = ? order by ordinal, filter
                        """).param(dataset).query().listOfRows();
    }

    private List<String> rejections(UUID dataset) {
        return jdbc.sql("""
                        select ordinal || ' ' || filter from verdict where dataset = ? and not accepted order by ordinal, filter
                        """).param(dataset).query(String.class).list();
    }

    private List<String> measurements(TestCorpus corpus) {
        return jdbc.sql("""
                        select concat_ws(' ', ordinal, filters, measured, text_fingerprint, image_fingerprint)
                        from measurement where corpus = ? order by ordinal
                        """).param(corpus.id).query(String.class).list();
    }

    /** 100 candidates of which some are short, flat, broken or copies of others. */
    private TestCorpus mixed() {
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

    @Test
    void good_candidates_are_accepted_with_a_verdict_of_every_policy() {
        TestCorpus corpus = corpus().good(0, 10);
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 10);
        Job job = decide(dataset, corpus, 0, 10, Map.of());
        assertThat(rejections(dataset)).isEmpty();
        assertThat(verdicts(dataset)).hasSize(10 * 11);
        assertThat(job.result())
                .contains("\"accepted\": 10", "\"rejected\": 0", "\"candidates\": 10")
                .contains("\"rejectedBy\": {}");
    }

    @Test
    void every_defect_is_found_and_nothing_else() {
        TestCorpus corpus = mixed();
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 36);
        decided(dataset, corpus, 0, 36, Map.of());
        assertThat(rejections(dataset))
                .containsExactly(
                        "17 token-count",
                        "23 image-blur",
                        "23 image-constant",
                        "23 image-contrast",
                        "31 image-decodable");
        Job again = decide(dataset, corpus, 0, 36, Map.of());
        assertThat(again.result())
                .contains("\"rejectedBy\": {\"token-count\": 1, \"image-constant\": 1, \"image-decodable\": 1}")
                .contains("\"accepted\": 33");
    }

    @Test
    void an_image_that_cannot_be_decoded_gets_one_image_verdict() {
        TestCorpus corpus = corpus().good(0, 1).add(1, TestCorpus.report(1), new byte[0]);
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 2);
        decided(dataset, corpus, 0, 2, Map.of());
        assertThat(verdicts(dataset).stream()
                        .filter(verdict -> verdict.get("ordinal").equals(1))
                        .map(verdict -> verdict.get("filter") + " " + verdict.get("reason")))
                .containsExactly(
                        "entities-present ",
                        "image-decodable there is no image: it cannot be decoded, or its generator gave none that is usable",
                        "near-duplicate-text ",
                        "no-other-entities ",
                        "token-count ");
    }

    @Test
    void an_image_that_its_generator_could_not_draw_is_rejected_whatever_the_thresholds() {
        TestCorpus corpus = corpus().good(0, 1)
                .add(1, TestCorpus.report(1), TestCorpus.image(1))
                .undrawn(1);
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 2);
        decided(dataset, corpus, 0, 2, Map.of("image-constant", 1.0, "image-contrast", 0.0, "image-blur", 0.0));
        assertThat(rejections(dataset)).containsExactly("1 image-decodable");
        assertThat(verdicts(dataset).stream()
                        .filter(verdict -> verdict.get("ordinal").equals(1)
                                && verdict.get("filter").equals("image-decodable"))
                        .map(verdict -> verdict.get("measured")))
                .containsExactly(0.0);
    }

    @Test
    void measurements_do_not_depend_on_blocks_or_their_order() {
        TestCorpus whole = mixed();
        measure(whole, 0, 100);
        TestCorpus parts = mixed();
        measure(parts, 93, 100);
        measure(parts, 0, 31);
        measure(parts, 31, 93);
        measure(parts, 10, 40);
        assertThat(measurements(parts)).isEqualTo(measurements(whole)).hasSize(100);
    }

    @Test
    void rounds_decide_as_one_round_would() {
        TestCorpus corpus = mixed();
        measure(corpus, 0, 100);
        UUID whole = corpus.dataset();
        UUID rounds = corpus.dataset();
        decided(whole, corpus, 0, 100, Map.of());
        decided(rounds, corpus, 0, 50, Map.of());
        decided(rounds, corpus, 50, 100, Map.of());
        assertThat(verdicts(rounds)).isEqualTo(verdicts(whole));
        assertThat(rejections(whole))
                .contains(
                        "44 near-duplicate-image",
                        "88 near-duplicate-image",
                        "60 entities-present",
                        "60 no-other-entities")
                .contains("36 near-duplicate-text", "72 near-duplicate-text");
    }

    @Test
    void a_round_goes_on_behind_what_a_crash_left() {
        TestCorpus corpus = mixed();
        measure(corpus, 0, 100);
        UUID undisturbed = corpus.dataset();
        decided(undisturbed, corpus, 0, 100, Map.of());
        UUID crashed = corpus.dataset();
        decided(crashed, corpus, 0, 47, Map.of());
        decided(crashed, corpus, 0, 100, Map.of());
        decided(crashed, corpus, 0, 100, Map.of());
        assertThat(verdicts(crashed)).isEqualTo(verdicts(undisturbed));
    }

    @Test
    void a_new_version_is_cut_with_other_thresholds_after_all_images_are_gone() throws IOException {
        TestCorpus corpus = mixed();
        measure(corpus, 0, 100);
        UUID first = corpus.dataset();
        decided(first, corpus, 0, 100, Map.of());
        List<Map<String, Object>> before = verdicts(first);
        corpus.deleteImages(0, 100);
        UUID second = corpus.dataset();
        decided(
                second,
                corpus,
                0,
                100,
                Map.of("token-count", 2.0, "near-duplicate-image", 0.0, "near-duplicate-text", 0.0));
        assertThat(rejections(second))
                .containsExactly(
                        "23 image-blur",
                        "23 image-constant",
                        "23 image-contrast",
                        "31 image-decodable",
                        "60 entities-present",
                        "60 no-other-entities");
        assertThat(verdicts(first)).isEqualTo(before);
    }

    @Test
    void a_copy_of_a_rejected_candidate_is_no_duplicate() {
        TestCorpus corpus = corpus().add(0, "Normal chest", TestCorpus.image(7))
                .add(1, TestCorpus.report(1), TestCorpus.image(7))
                .add(2, TestCorpus.report(2), TestCorpus.image(7));
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 3);
        decided(dataset, corpus, 0, 3, Map.of());
        assertThat(rejections(dataset)).containsExactly("0 token-count", "2 near-duplicate-image");
    }

    @Test
    void real_reports_may_repeat_and_need_no_requested_entities() {
        TestCorpus corpus = corpus();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            corpus.add(ordinal, "No acute disease seen.", List.of(), "report-" + ordinal, TestCorpus.image(ordinal));
        }
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 3);
        decided(dataset, corpus, 0, 3, Map.of());
        assertThat(rejections(dataset)).isEmpty();
    }

    @Test
    void what_if_gives_the_counts_of_a_cut_and_writes_nothing() {
        TestCorpus corpus = mixed();
        measure(corpus, 0, 100);
        WhatIf.Outcome outcome = whatIf.decide(TestCorpus.TEAM, corpus.id, Map.of("near-duplicate-text", 0.0));
        assertThat(jdbc.sql("select count(*) from verdict v join dataset d on d.id = v.dataset where d.corpus = ?")
                        .param(corpus.id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(outcome.counts().rejectedBy())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "token-count",
                        1,
                        "entities-present",
                        1,
                        "image-decodable",
                        1,
                        "image-constant",
                        1,
                        "near-duplicate-image",
                        2));
        assertThat(outcome.counts().accepted()).isEqualTo(94);
        assertThat(outcome.thresholds())
                .containsEntry("near-duplicate-text", 0.0)
                .containsEntry("token-count", 3.0);
    }

    @Test
    void a_round_that_leaves_a_gap_is_refused() {
        TestCorpus corpus = corpus().good(0, 4);
        measure(corpus, 0, 4);
        assertThat(decide(corpus.dataset(), corpus, 2, 4, Map.of()).error().code())
                .isEqualTo("rounds-out-of-order");
    }

    @Test
    void a_round_with_other_thresholds_is_refused() {
        TestCorpus corpus = corpus().good(0, 4);
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 4);
        decided(dataset, corpus, 0, 2, Map.of());
        assertThat(decide(dataset, corpus, 2, 4, Map.of("token-count", 4.0)).error())
                .returns("thresholds-changed", Job.Failure::code)
                .extracting(Job.Failure::message)
                .asString()
                .contains("token-count was 3.0 and is 4.0");
    }

    @Test
    void a_sealed_dataset_takes_no_further_round() {
        TestCorpus corpus = corpus().good(0, 4);
        UUID dataset = corpus.dataset();
        measure(corpus, 0, 4);
        decided(dataset, corpus, 0, 2, Map.of());
        jdbc.sql(
                        "update dataset set state = 'SEALED', version = '1.0.0', sealed_at = now(), manifest_digest = '' where id = ?")
                .param(dataset)
                .update();
        assertThat(decide(dataset, corpus, 2, 4, Map.of()).error().code()).isEqualTo("dataset-closed");
        decided(dataset, corpus, 0, 2, Map.of());
    }

    @Test
    void candidates_that_were_not_measured_are_not_decided() {
        TestCorpus corpus = corpus().good(0, 4);
        measure(corpus, 0, 2);
        assertThat(decide(corpus.dataset(), corpus, 0, 4, Map.of()).error().code())
                .isEqualTo("candidates-unmeasured");
    }

    @Test
    void candidates_without_an_image_are_not_measured() {
        TestCorpus corpus = corpus().good(0, 1);
        corpus.text(1, TestCorpus.report(1), List.of(), null);
        Job job = finished(CurationMeasureJob.KIND, new CurationMeasurement(corpus.id, 0, 2, TestCorpus.SIDE));
        assertThat(job.error().code()).isEqualTo("candidates-incomplete");
        assertThat(measurements(corpus)).isEmpty();
    }

    @Test
    void another_teams_corpus_and_dataset_are_unknown() {
        TestCorpus corpus = corpus().good(0, 1);
        UUID dataset = corpus.dataset();
        Job measuring = jobs.submit(JobSubmission.of(
                        CurationMeasureJob.KIND, new CurationMeasurement(corpus.id, 0, 1, TestCorpus.SIDE), "others"))
                .job();
        Job deciding = jobs.submit(JobSubmission.of(
                        CurationDecideJob.KIND, new CurationDecision(dataset, corpus.id, 0, 1, Map.of()), "others"))
                .job();
        await().atMost(PATIENCE)
                .until(() -> jobs.require(measuring.id(), "others").state().ended()
                        && jobs.require(deciding.id(), "others").state().ended());
        assertThat(jobs.require(measuring.id(), "others").error().code()).isEqualTo("corpus-unknown");
        assertThat(jobs.require(deciding.id(), "others").error().code()).isEqualTo("dataset-unknown");
    }
}
