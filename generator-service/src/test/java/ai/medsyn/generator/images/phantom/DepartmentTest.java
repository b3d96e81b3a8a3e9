package ai.medsyn.generator.images.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DepartmentTest {

    private static final int PATIENTS = 8;
    private static final LexiconExtractor EXTRACTOR = new LexiconExtractor(Lexicon.builtIn());

    private static List<GeneratedImage> films(Department department) {
        return new PhantomGenerator(EXTRACTOR, department)
                .generate(IntStream.range(0, PATIENTS)
                        .mapToObj(seed -> new ImageRequest("Small left pleural effusion.", seed, 256))
                        .toList());
    }

    @Test
    void two_hospitals_see_the_same_patients_in_the_same_view_with_the_same_findings() {
        List<GeneratedImage> a = films(Department.HOSPITAL_A);
        List<GeneratedImage> b = films(Department.HOSPITAL_B);
        for (int i = 0; i < PATIENTS; i++) {
            for (String same : List.of("view", "sex", "age", "findings", "labels")) {
                assertThat(b.get(i).settings().get(same))
                        .isEqualTo(a.get(i).settings().get(same));
            }
            assertThat(bytes(b.get(i))).isNotEqualTo(bytes(a.get(i)));
        }
    }

    @Test
    void a_scanner_has_less_variety_than_all_scanners_together() {
        assertThat(spread(films(Department.HOSPITAL_A)) + spread(films(Department.HOSPITAL_B)))
                .isLessThan(2 * spread(films(Department.ANY)));
    }

    @Test
    void every_department_is_a_generator_of_its_own() {
        assertThat(new PhantomGenerator(EXTRACTOR).modelId()).isEqualTo(PhantomGenerator.MODEL_ID);
        assertThat(films(Department.HOSPITAL_B).get(0).settings())
                .containsEntry("generator", PhantomGenerator.MODEL_ID + "-hospital-b");
    }

    /** Standard deviation over films of their mean gray level. */
    private static double spread(List<GeneratedImage> films) {
        double[] means = films.stream().mapToDouble(film -> mean(film)).toArray();
        double mean = IntStream.range(0, means.length)
                .mapToDouble(i -> means[i])
                .average()
                .orElseThrow();
        return Math.sqrt(IntStream.range(0, means.length)
                .mapToDouble(i -> (means[i] - mean) * (means[i] - mean))
                .average()
                .orElseThrow());
    }

    private static double mean(GeneratedImage film) {
        double sum = 0;
        for (byte pixel : bytes(film)) {
            sum += pixel & 0xff;
        }
        return sum / bytes(film).length;
    }

    private static byte[] bytes(GeneratedImage film) {
        return film.pixels().pixels();
    }
}
