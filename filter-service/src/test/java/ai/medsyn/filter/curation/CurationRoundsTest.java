package ai.medsyn.filter.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobSubmission;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Decisions in rounds: resumed, cut anew, and what is refused. */
class CurationRoundsTest extends CurationBench {

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
