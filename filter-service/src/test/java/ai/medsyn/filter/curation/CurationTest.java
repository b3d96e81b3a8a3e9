package ai.medsyn.filter.curation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.jobs.Job;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is measured on candidates, and what every policy decides about them. */
class CurationTest extends CurationBench {

    @Autowired
    WhatIf whatIf;

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
}
