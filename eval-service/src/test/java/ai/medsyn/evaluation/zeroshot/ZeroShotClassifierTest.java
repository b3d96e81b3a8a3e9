package ai.medsyn.evaluation.zeroshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.LabelNames;
import ai.medsyn.evaluation.encoders.TextEmbedder;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.evaluation.zeroshot.ClassList.Finding;
import ai.medsyn.evaluation.zeroshot.PromptSet.Contrast;
import ai.medsyn.evaluation.zeroshot.PromptSet.Grid;
import ai.medsyn.evaluation.zeroshot.PromptSet.Pooling;
import ai.medsyn.evaluation.zeroshot.PromptSet.Scoring;
import ai.medsyn.evaluation.zeroshot.PromptSet.Templates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ZeroShotClassifierTest {

    /** Sentences as vectors of any length. */
    private static final Map<String, float[]> SPACE = Map.of(
            "edema", new float[] {2, 0},
            "wet edema", new float[] {0, 5},
            "no edema", new float[] {0, 3},
            "mild edema left", new float[] {1, 0},
            "mild edema right", new float[] {3, 4});

    private static final TextEmbedder TEXTS =
            sentences -> sentences.stream().map(SPACE::get).toList();
    private static final ClassList EDEMA =
            new ClassList("one", "1", "test", false, List.of(new Finding("Edema", "edema")));

    private static PromptSet prompts(Contrast contrast, Pooling pooling, double temperature, List<String> positive) {
        return new PromptSet(
                "p",
                "1",
                "test",
                new Scoring(contrast, pooling, temperature),
                new Templates(positive, List.of("no {}")),
                Map.of());
    }

    private static double score(PromptSet prompts, float... film) {
        return new ZeroShotClassifier(TEXTS, prompts, EDEMA).scores(film)[0];
    }

    @Test
    void a_pair_is_scored_as_the_softmax_of_its_cosines() {
        PromptSet prompts = prompts(Contrast.PAIR, Pooling.MEAN, 1, List.of("{}"));
        // cos+ = 0.6, cos- = 0.8 for the film (3, 4).
        double expected = Math.exp(0.6) / (Math.exp(0.6) + Math.exp(0.8));
        assertThat(score(prompts, 3, 4)).isEqualTo(expected, within(1e-12));
        assertThat(score(prompts, 300, 400)).isEqualTo(expected, within(1e-12));
    }

    @Test
    void a_temperature_sharpens_the_pair() {
        assertThat(score(prompts(Contrast.PAIR, Pooling.MEAN, 0.1, List.of("{}")), 3, 4))
                .isEqualTo(1 / (1 + Math.exp(2)), within(1e-12));
    }

    @Test
    void sentences_are_averaged_at_unit_length() {
        double diagonal = Math.sqrt(0.5);
        assertThat(score(prompts(Contrast.PRESENCE, Pooling.MEAN, 1, List.of("{}", "wet {}")), 1, 0))
                .isEqualTo(diagonal, within(1e-12));
    }

    @Test
    void the_closest_sentence_of_a_grid_counts() {
        PromptSet grid = new PromptSet(
                "g",
                "1",
                "test",
                new Scoring(Contrast.PRESENCE, Pooling.MAX, 1),
                new Templates(List.of("{}"), List.of()),
                Map.of("Edema", new Grid(List.of("mild"), List.of("edema"), List.of("left", "right"))));
        assertThat(score(grid, 3, 4)).isEqualTo(1, within(1e-12));
        assertThat(score(grid, 1, 0)).isEqualTo(1, within(1e-12));
        assertThat(score(grid, 0, 1)).isEqualTo(0.8, within(1e-12));
    }

    @Test
    void an_embedding_without_direction_is_refused() {
        PromptSet prompts = prompts(Contrast.PAIR, Pooling.MEAN, 1, List.of("{}"));
        assertThatThrownBy(() -> score(prompts, 0, 0)).isInstanceOf(Vectors.UnusableEmbedding.class);
        assertThatThrownBy(() -> score(prompts, Float.NaN, 1)).isInstanceOf(Vectors.UnusableEmbedding.class);
        assertThatThrownBy(() -> score(prompts, 1, 2, 3))
                .isInstanceOf(Vectors.UnusableEmbedding.class)
                .hasMessageContaining("3 and 2 dimensions");
    }

    @Test
    void pairs_need_a_sentence_for_absence() {
        assertThatThrownBy(() -> new PromptSet(
                        "p",
                        "1",
                        "test",
                        new Scoring(Contrast.PAIR, Pooling.MEAN, 1),
                        new Templates(List.of("{}"), List.of()),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The lengths that MAVL's code has: 14, 39 and 26, the last two together 60. */
    @Test
    void the_lists_of_padchest_have_their_published_lengths() {
        ZeroShotResources resources = new ZeroShotResources();
        Map<String, Integer> lengths = new TreeMap<>();
        resources.classLists().stream()
                .filter(list -> list.id().startsWith("padchest"))
                .forEach(list -> lengths.put(list.id(), (int) list.findings().stream()
                        .map(finding -> LabelNames.of(finding.label()))
                        .distinct()
                        .count()));
        assertThat(lengths)
                .isEqualTo(Map.of(
                        "padchest-seen",
                        14,
                        "padchest-rare",
                        39,
                        "padchest-unseen",
                        26,
                        "padchest-unseen-and-rare",
                        60));
        assertThat(resources.classList("padchest-unseen-and-rare").orElseThrow().findings())
                .hasSize(60);
    }

    @Test
    void findings_have_one_name_however_a_source_writes_them() {
        assertThat(LabelNames.of("pleural_effusion")).isEqualTo("Pleural Effusion");
        assertThat(LabelNames.of("pulmonary edema")).isEqualTo("Edema");
        assertThat(LabelNames.of("normal")).isEqualTo(LabelNames.NO_FINDING);
        assertThat(LabelNames.of(" COPD  signs")).as("only PadChest has it").isEqualTo("COPD signs");
        assertThat(LabelNames.known("COPD signs")).isFalse();
        assertThat(LabelNames.known("Edema")).isTrue();
    }

    @Test
    void every_resource_reads_and_every_sentence_is_complete() {
        ZeroShotResources resources = new ZeroShotResources();
        assertThat(resources.classLists()).extracting(ClassList::id).contains("nih-14", "chexpert-5", "padchest-seen");
        assertThat(resources.classList("nih-14").orElseThrow().findings()).hasSize(14);
        assertThat(resources.promptSets()).extracting(PromptSet::id).contains("chexzero", "biovil", "gloria-grid");
        for (PromptSet prompts : resources.promptSets()) {
            for (ClassList classes : resources.classLists()) {
                for (Finding finding : classes.findings()) {
                    List<String> sentences = new ArrayList<>(prompts.present(finding));
                    sentences.addAll(prompts.absent(finding));
                    assertThat(sentences)
                            .isNotEmpty()
                            .allSatisfy(sentence ->
                                    assertThat(sentence).isNotBlank().doesNotContain("{", "  "));
                    assertThat(new HashSet<>(sentences)).hasSameSizeAs(sentences);
                }
            }
        }
        assertThat(resources.promptSet("chexzero").orElseThrow().absent(new Finding("Edema", "edema")))
                .containsExactly("no edema");
    }
}
