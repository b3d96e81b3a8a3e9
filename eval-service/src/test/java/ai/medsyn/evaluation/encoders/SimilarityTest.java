package ai.medsyn.evaluation.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.encoders.LocalEncoder.Attention;
import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SimilarityTest {

    private static final Placement WHOLE = new Placement(1, 0, 1, 0);

    /** Cells along the axes and between them. */
    private static final Cells CELLS = new Cells(1, 3, new float[][] {{2, 0}, {3, 3}, {0, 5}}, WHOLE);

    @Test
    void cosine_knows_directions_only_and_takes_the_mean_over_words() {
        double half = Math.sqrt(0.5);
        assertThat(Similarity.COSINE.of(Attention.NONE, new double[][] {{7, 0}}, CELLS))
                .containsExactly(new double[] {1, half, 0}, within(1e-12));
        assertThat(Similarity.COSINE.of(Attention.NONE, new double[][] {{7, 0}, {0, 0.1}}, CELLS))
                .containsExactly(new double[] {0.5, half, 0.5}, within(1e-12));
    }

    @Test
    void attention_of_mgca_is_a_softmax_over_cells_of_cosines_by_a_tenth() {
        double half = Math.sqrt(0.5);
        double sum = Math.exp(10) + Math.exp(10 * half) + 1;
        assertThat(Similarity.ATTENTION.of(Attention.MGCA, new double[][] {{7, 0}}, CELLS))
                .containsExactly(new double[] {Math.exp(10) / sum, Math.exp(10 * half) / sum, 1 / sum}, within(1e-12));
    }

    @Test
    void a_single_word_of_gloria_looks_everywhere_alike_since_words_compete_for_regions() {
        assertThat(Similarity.ATTENTION.of(Attention.GLORIA, new double[][] {{7, 0}}, CELLS))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    }

    @Test
    void a_model_without_attention_is_refused() {
        assertThatThrownBy(() -> Similarity.ATTENTION.of(Attention.NONE, new double[][] {{1, 0}}, CELLS))
                .hasMessageContaining("ask for cosine");
    }

    @Tag("golden")
    @TestFactory
    Stream<DynamicTest> attention_of_gloria_is_that_of_the_official_code() {
        return GoldenCases.tests("vision-language", "gloria", SimilarityTest::verify);
    }

    /** Words [B, D, W], maps [B, D, H, W], attention of each pair [W_i, H, W]; large cases store no maps. */
    private static void verify(GoldenCase golden) {
        long[] lengths = golden.tensors().has("attention.0") ? golden.longs("lengths") : new long[0];
        for (int pair = 0; pair < lengths.length; pair++) {
            int[] map = shape(golden, "image_local");
            int cells = map[2] * map[3];
            double[][] regions = rows(golden.doubles("image_local"), pair, map[1], cells, cells);
            int[] words = shape(golden, "words");
            double[][] said = rows(golden.doubles("words"), pair, words[1], words[2], (int) lengths[pair]);
            float[][] narrow = new float[cells][map[1]];
            for (int r = 0; r < cells; r++) {
                for (int d = 0; d < map[1]; d++) {
                    narrow[r][d] = (float) regions[r][d];
                }
            }
            double[] expected = golden.doubles("attention." + pair);
            double[] mean = new double[cells];
            for (int i = 0; i < expected.length; i++) {
                mean[i % cells] += expected[i] / lengths[pair];
            }
            assertThat(Similarity.ATTENTION.of(Attention.GLORIA, said, new Cells(map[2], map[3], narrow, WHOLE)))
                    .containsExactly(mean, within(1e-5));
        }
    }

    private static int[] shape(GoldenCase golden, String name) {
        return golden.tensors().shape(name).stream().mapToInt(Math::toIntExact).toArray();
    }

    /** The first rows of [B, width, columns] of one pair, transposed: [rows, width]. */
    private static double[][] rows(double[] values, int pair, int width, int columns, int rows) {
        double[][] transposed = new double[rows][width];
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < width; d++) {
                transposed[r][d] = values[(pair * width + d) * columns + r];
            }
        }
        return transposed;
    }
}
