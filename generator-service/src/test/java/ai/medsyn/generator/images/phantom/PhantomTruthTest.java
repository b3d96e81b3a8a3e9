package ai.medsyn.generator.images.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.LabelMask;
import ai.medsyn.imaging.Gray16Image;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says is on the film, and the masks say where. */
class PhantomTruthTest extends PhantomBench {

    @Test
    void a_normal_chest_has_both_lungs_a_heart_and_no_lesion() {
        GeneratedImage image = draw("No acute cardiopulmonary abnormality.", 1);

        assertThat(image.mask().names()).isEqualTo(Masks.ORGANS);
        for (String organ : Masks.ORGANS) {
            assertThat(area(image, organ)).as(organ).isGreaterThan(organ.equals("gastric bubble") ? -1 : 80);
        }
        assertThat(area(image, 0) + area(image, 1)).isBetween(SIZE * SIZE / 6, SIZE * SIZE / 2);
        assertThat(image.unrendered()).isEmpty();
    }

    @Test
    void the_patients_right_is_the_left_of_the_image() {
        GeneratedImage image = draw("Normal chest.", 2);

        assertThat(centreX(image, 0)).isLessThan(SIZE / 2.0);
        assertThat(centreX(image, 1)).isGreaterThan(SIZE / 2.0);
        assertThat(centreX(image, 2)).as("the heart lies to the left").isBetween(SIZE * 0.5, SIZE * 0.62);
    }

    @Test
    void organs_lie_where_they_belong() {
        for (long seed = 200; seed < 206; seed++) {
            GeneratedImage image = draw("Normal chest.", seed);

            assertThat(centreX(image, "liver")).isLessThan(centreX(image, "spine"));
            assertThat(centreX(image, "spleen")).isGreaterThan(centreX(image, "spine") + SIZE / 10.0);
            for (String side : List.of("right", "left")) {
                double lung = centreY(image, side + " lung");
                assertThat(centreY(image, side + " clavicle")).isLessThan(lung);
                assertThat(centreY(image, side + " hemidiaphragm")).isGreaterThan(lung);
                assertThat(centreX(image, side + " hilum"))
                        .isBetween(centreX(image, "right lung"), centreX(image, "left lung"));
                assertThat(shared(image, side + " lung", "ribs")).isGreaterThan(area(image, side + " lung") / 5);
                assertThat(shared(image, side + " lung", "mediastinum")).isZero();
            }
            assertThat(centreY(image, "liver")).isGreaterThan(centreY(image, "right lung"));
            assertThat(shared(image, "heart", "mediastinum")).isGreaterThan(area(image, "heart") / 2);
        }
    }

    @Test
    void hearts_of_normal_chests_measure_four_to_five_tenths_of_the_thorax() {
        double[] ratios = LongStream.range(300, 360)
                .mapToDouble(seed -> cardiothoracicRatio(draw("Normal chest.", seed)))
                .sorted()
                .toArray();

        assertThat(ratios[3]).as("5th percentile").isGreaterThan(0.385);
        assertThat(ratios[30]).as("median").isBetween(0.425, 0.465);
        assertThat(ratios[56]).as("95th percentile").isLessThan(0.505);
    }

    @Test
    void more_than_sixteen_structures_are_stored_as_planes_one_below_the_other() {
        LabelMask mask = draw("Large right pleural effusion.", 207).mask();
        Gray16Image planes = mask.planes();

        assertThat(planes.width()).isEqualTo(SIZE);
        assertThat(planes.height()).isEqualTo(2 * SIZE);
        for (int i = 0; i < mask.bits().length; i++) {
            int restored = planes.pixels()[i] & 0xFFFF | planes.pixels()[i + SIZE * SIZE] << 16;
            assertThat(restored).isEqualTo(mask.bits()[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No pleural effusion or pneumothorax.",
                "No focal consolidation, no pneumonia.",
                "Without evidence of cardiomegaly or pulmonary edema.",
                "The lungs are clear. No nodule or mass."
            })
    void what_the_text_denies_is_not_drawn(String prompt) {
        GeneratedImage image = draw(prompt, 3);
        GeneratedImage normal = draw("Normal chest.", 3);

        assertThat(lesions(image)).isEmpty();
        assertThat(image.pixels().pixels()).isEqualTo(normal.pixels().pixels());
    }

    @ParameterizedTest
    @CsvSource({
        "Small %s pleural effusion., lesion:pleural effusion",
        "Moderate %s pneumothorax., lesion:pneumothorax",
        "%s lower lobe consolidation., lesion:consolidation",
        "%s basilar atelectasis., lesion:atelectasis",
        "%s lung mass., lesion:mass",
        "%s pulmonary nodule., lesion:nodule",
        "%s upper lobe infiltrate., lesion:infiltrate",
        "%s chest tube., device:chest tube"
    })
    void the_side_in_the_text_is_the_side_of_the_mask(String prompt, String label) {
        for (long seed = 10; seed < 12; seed++) {
            GeneratedImage left = draw(String.format(prompt, "left"), seed);
            GeneratedImage right = draw(String.format(prompt, "right"), seed);

            assertThat(lesions(left)).contains(label + ":left").doesNotContain(label + ":right");
            assertThat(lesions(right)).contains(label + ":right").doesNotContain(label + ":left");
            int leftBit = left.mask().names().indexOf(label + ":left");
            int rightBit = right.mask().names().indexOf(label + ":right");
            assertThat(area(left, leftBit)).isGreaterThan(5);
            assertThat(area(right, rightBit)).isGreaterThan(5);
            assertThat(centreX(left, leftBit)).isGreaterThan(centreX(right, rightBit) + SIZE / 8.0);
        }
    }

    @Test
    void a_possible_finding_is_drawn_but_faintly() {
        int possible = area(draw("Possible moderate left pleural effusion.", 30), "lesion:pleural effusion:left");
        int certain = area(draw("Moderate left pleural effusion.", 30), "lesion:pleural effusion:left");

        assertThat(possible).isPositive().isLessThan(certain);
    }

    @Test
    void an_opaque_lesion_brightens_the_film_where_its_mask_lies() {
        GeneratedImage normal = draw("Normal chest.", 31);
        GeneratedImage sick = draw("Severe right upper lobe consolidation.", 31);
        int bit = sick.mask().names().indexOf("lesion:consolidation:right");

        assertThat(meanInside(sick, sick.mask(), bit)).isGreaterThan(meanInside(normal, sick.mask(), bit) + 10);
    }

    @ParameterizedTest
    @CsvSource({
        "Pneumonia., consolidation, 1",
        "Pleural effusion., pleural effusion, 1",
        "Pneumothorax., pneumothorax, -1",
        "Infiltrate., infiltrate, 1",
        "Atelectasis., atelectasis, 1",
        "Pulmonary edema., pulmonary edema, 1",
        "Pulmonary nodule., nodule, 1",
        "Lung mass., mass, 1",
        "Pulmonary fibrosis., pulmonary fibrosis, 1",
        "Emphysema., emphysema, -1"
    })
    void every_finding_shows_on_the_film_inside_its_mask(String prompt, String finding, int sign) {
        for (long seed = 100; seed < 103; seed++) {
            GeneratedImage sick = draw(prompt, seed);
            GeneratedImage normal = draw("Normal chest.", seed);
            double inside = 0;
            double outside = 0;
            int insideCount = 0;
            int outsideCount = 0;
            int[] bits = sick.mask().bits();
            for (int i = 0; i < bits.length; i++) {
                int change =
                        (sick.pixels().pixels()[i] & 0xFF) - (normal.pixels().pixels()[i] & 0xFF);
                if (bits[i] >>> Masks.ORGANS.size() != 0) {
                    inside += change;
                    insideCount++;
                } else if ((normal.mask().bits()[i] & bits[i] & 3)
                        != 0) { // fibrosis shrinks lungs, emphysema widens them
                    outside += change;
                    outsideCount++;
                }
            }
            assertThat(sick.settings().get("findings").toString()).contains(finding);
            assertThat(insideCount).isPositive();
            assertThat(sign * (inside / insideCount - outside / Math.max(1, outsideCount)))
                    .isGreaterThan(3);
        }
    }

    @Test
    void a_suspected_cause_lies_where_its_opacity_lies() {
        assertThat(lesions(draw("Left basilar opacity, possibly atelectasis.", 73)))
                .containsExactly("lesion:consolidation:left", "lesion:atelectasis:left");
    }

    @Test
    void both_sides_are_drawn_when_the_text_says_bilateral() {
        assertThat(lesions(draw("Bilateral pleural effusions.", 71)))
                .containsExactly("lesion:pleural effusion:right", "lesion:pleural effusion:left");
    }

    @Test
    void a_report_with_everything_still_fits_thirty_two_bits() {
        GeneratedImage image = draw(
                "Severe cardiomegaly, pulmonary edema, bilateral pleural effusions, bilateral atelectasis, bilateral consolidation,"
                        + " bilateral pneumothorax, right lung mass, left pulmonary nodule, scoliosis, emphysema, pulmonary fibrosis."
                        + " Endotracheal tube, enteric tube, left pacemaker, right chest tube, sternotomy wires.",
                72);

        assertThat(image.mask().names()).hasSizeLessThanOrEqualTo(32).endsWith("lesion:others");
        assertThat(area(image, "lesion:others")).isPositive();
    }

    /** Widest extent of the heart over the widest extent of both lungs. */
    private static double cardiothoracicRatio(GeneratedImage image) {
        return (double) width(image, List.of("heart")) / width(image, List.of("right lung", "left lung"));
    }

    private static int width(GeneratedImage image, List<String> names) {
        LabelMask mask = image.mask();
        int bits =
                names.stream().mapToInt(name -> 1 << mask.names().indexOf(name)).sum();
        int[] columns = IntStream.range(0, mask.bits().length)
                .filter(i -> (mask.bits()[i] & bits) != 0)
                .map(i -> i % SIZE)
                .toArray();
        return Arrays.stream(columns).max().orElseThrow()
                - Arrays.stream(columns).min().orElseThrow()
                + 1;
    }

    private static int shared(GeneratedImage image, String one, String other) {
        int both = 1 << image.mask().names().indexOf(one)
                | 1 << image.mask().names().indexOf(other);
        return (int) Arrays.stream(image.mask().bits())
                .filter(bits -> (bits & both) == both)
                .count();
    }

    private static double centreX(GeneratedImage image, String name) {
        return centreX(image, image.mask().names().indexOf(name));
    }

    private static double centreY(GeneratedImage image, String name) {
        int bit = image.mask().names().indexOf(name);
        return centre(image, bit, i -> i / image.mask().width());
    }

    private static double centreX(GeneratedImage image, int bit) {
        return centre(image, bit, i -> i % image.mask().width());
    }

    private static double centre(GeneratedImage image, int bit, IntUnaryOperator place) {
        double sum = 0;
        int[] bits = image.mask().bits();
        for (int i = 0; i < bits.length; i++) {
            sum += (bits[i] >>> bit & 1) * (double) place.applyAsInt(i);
        }
        return sum / area(image, bit);
    }

    private static double meanInside(GeneratedImage image, LabelMask mask, int bit) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < mask.bits().length; i++) {
            if ((mask.bits()[i] >>> bit & 1) == 1) {
                sum += image.pixels().pixels()[i] & 0xFF;
                count++;
            }
        }
        return sum / count;
    }
}
