package ai.medsyn.generator.images.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.images.GeneratedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The degree in the text is the degree on the film, in what a finding covers and in what it does to the organs around it. */
class PhantomDegreesTest extends PhantomBench {

    @ParameterizedTest
    @CsvSource({
        "pleural effusion on the left, lesion:pleural effusion:left",
        "left pneumothorax, lesion:pneumothorax:left",
        "cardiomegaly, lesion:cardiomegaly",
        "pulmonary edema, lesion:pulmonary edema:right",
        "bronchiectasis, lesion:bronchiectasis:left",
        "left apical scarring, lesion:lung scarring:left",
        "calcified pleural plaques, lesion:pleural plaque:right",
        "bilateral hilar lymphadenopathy, lesion:hilar prominence:right",
        "peripheral bilateral opacities, lesion:consolidation:left",
        "bowel distention, lesion:bowel distention"
    })
    void severity_grows_the_lesion(String finding, String label) {
        for (long seed = 20; seed < 22; seed++) {
            int mild = area(draw("Mild " + finding + ".", seed), label);
            int moderate = area(draw("Moderate " + finding + ".", seed), label);
            int severe = area(draw("Severe " + finding + ".", seed), label);

            assertThat(List.of(mild, moderate, severe)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void emphysema_widens_the_lungs_and_narrows_the_heart_by_degree() {
        ToDoubleFunction<GeneratedImage> lungs = film -> area(film, "right lung") + area(film, "left lung");
        ToDoubleFunction<GeneratedImage> heart = film -> area(film, "heart");

        assertThat(mean("Mild emphysema.", lungs)).isGreaterThan(1.02 * mean("Normal chest.", lungs));
        assertThat(mean("Severe emphysema.", lungs)).isGreaterThan(1.1 * mean("Mild emphysema.", lungs));
        assertThat(mean("Severe emphysema.", heart)).isLessThan(0.95 * mean("Mild emphysema.", heart));
    }

    @Test
    void fibrosis_and_a_poor_breath_shrink_the_lungs_by_degree() {
        ToDoubleFunction<GeneratedImage> lungs = film -> area(film, "right lung") + area(film, "left lung");

        for (String finding : List.of("pulmonary fibrosis", "low lung volumes")) {
            assertThat(mean("Severe " + finding + ".", lungs)).isLessThan(0.95 * mean("Mild " + finding + ".", lungs));
        }
    }

    @ParameterizedTest
    @CsvSource({"Right upper lobe collapse., right, left", "Left apical scarring., left, right"})
    void a_shrunken_upper_lobe_lifts_the_hilum_of_its_side(String text, String sick, String well) {
        GeneratedImage image = draw(text, 40);
        GeneratedImage normal = draw("Normal chest.", 40);

        assertThat(row(image, sick + " hilum")).isLessThan(row(normal, sick + " hilum") - 1);
        assertThat(row(image, well + " hilum")).isEqualTo(row(normal, well + " hilum"));
    }

    @Test
    void a_central_line_enters_where_the_text_says() {
        for (long seed = 50; seed < 54; seed++) {
            String label = "device:central venous catheter:right";
            assertThat(column(draw("Right internal jugular catheter.", seed), label))
                    .isGreaterThan(column(draw("Right subclavian catheter.", seed), label));
        }
    }

    private double mean(String text, ToDoubleFunction<GeneratedImage> measure) {
        return LongStream.range(30, 38)
                .mapToObj(seed -> draw(text, seed))
                .mapToDouble(measure)
                .average()
                .orElseThrow();
    }

    private static double row(GeneratedImage image, String name) {
        return centre(image, name, SIZE, 1);
    }

    private static double column(GeneratedImage image, String name) {
        return centre(image, name, 1, SIZE);
    }

    private static double centre(GeneratedImage image, String name, int divisor, int modulus) {
        int bit = image.mask().names().indexOf(name);
        int[] bits = image.mask().bits();
        double sum = 0;
        for (int i = 0; i < bits.length; i++) {
            int at = divisor > 1 ? i / divisor : i % modulus;
            sum += (bits[i] >>> bit & 1) * (double) at;
        }
        return sum / area(image, name);
    }
}
