package ai.medsyn.generator.images.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text is the only input: what it says, however it says it, is what the masks show. */
class PhantomTextTest {

    private static final int SIZE = 256;

    private final PhantomGenerator generator = new PhantomGenerator(new LexiconExtractor(Lexicon.builtIn()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Left pleural effusion.",
                "There is a pleural effusion on the left.",
                "Left-sided effusion.",
                "Pleural fluid is seen on the left side.",
                "No pneumothorax. Left pleural effusion. The heart is normal in size.",
                "IMPRESSION: Left hydrothorax."
            })
    void paraphrases_draw_the_same_finding_on_the_same_side(String text) {
        assertThat(lesions(draw(text, 1))).containsExactly("lesion:pleural effusion:left");
    }

    @ParameterizedTest
    @CsvSource({
        "Consolidation in the lower lobes., lesion:consolidation",
        "Both lungs show edema., lesion:pulmonary edema",
        "Multiple pulmonary nodules., lesion:nodule",
        "Miliary nodules., lesion:nodule",
        "Bibasilar atelectasis., lesion:atelectasis"
    })
    void plurals_and_both_mean_two_sides(String text, String lesion) {
        assertThat(lesions(draw(text, 2))).containsExactly(lesion + ":right", lesion + ":left");
    }

    @ParameterizedTest
    @CsvSource({
        "Left-sided pulmonary edema., lesion:pulmonary edema:left",
        "Pulmonary edema on the right., lesion:pulmonary edema:right",
        "Emphysema of the left lung., lesion:emphysema:left",
        "Fractures of the left ribs., lesion:rib fracture:left",
        "Subcutaneous emphysema on the right., lesion:subcutaneous emphysema:right"
    })
    void one_sided_disease_that_usually_has_two_sides_stays_on_its_side(String text, String lesion) {
        assertThat(lesions(draw(text, 3))).containsExactly(lesion);
    }

    @Test
    void each_side_has_the_degree_that_the_text_gives_it() {
        GeneratedImage image = draw("Large right and small left pleural effusions.", 4);
        assertThat(area(image, "lesion:pleural effusion:right"))
                .isGreaterThan(3 * area(image, "lesion:pleural effusion:left"));

        GeneratedImage other = draw("Bilateral pleural effusions, left greater than right.", 4);
        assertThat(area(other, "lesion:pleural effusion:left"))
                .isGreaterThan(area(other, "lesion:pleural effusion:right"));
    }

    @Test
    void a_measured_nodule_has_that_size() {
        GeneratedImage small = draw("1 cm nodule in the right upper lobe.", 5);
        GeneratedImage large = draw("30 mm nodule in the right upper lobe.", 5);

        double ratio = (double) area(large, "lesion:nodule:right") / area(small, "lesion:nodule:right");
        assertThat(ratio).as("areas go with the square of 3").isBetween(5.0, 14.0);
    }

    @Test
    void more_nodules_cover_more() {
        int one = area(draw("Solitary left pulmonary nodule.", 6), "lesion:nodule:left");
        int four = area(draw("Four left pulmonary nodules.", 6), "lesion:nodule:left");

        assertThat(four).isGreaterThan(one + one / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mass", "consolidation", "pulmonary fibrosis", "emphysema", "bronchiectasis"})
    void zones_place_a_finding(String finding) {
        String label = "lesion:" + finding + ":right";

        assertThat(centreY(draw("Right upper lobe " + finding + ".", 8), label))
                .isLessThan(centreY(draw("Right lower lobe " + finding + ".", 8), label) - SIZE / 10.0);
    }

    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void every_kind_leaves_a_mask_and_changes_the_film(FindingKind kind) {
        String text = "Severe " + kind.label() + ".";
        GeneratedImage image = draw(text, 8);

        assertThat(image.unrendered()).isEmpty();
        assertThat(String.valueOf(image.settings().get("findings"))).contains(kind.label());
        assertThat(image.pixels().pixels())
                .isNotEqualTo(draw("Normal chest.", 8).pixels().pixels());
        if (kind != FindingKind.VERTEBRAL_FRACTURE) { // its level may lie above or below this film
            assertThat(lesions(image)).anyMatch(name -> name.contains(kind.label()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Mild right lower lobe consolidation., Severe right lower lobe consolidation., lesion:consolidation:right",
        "Subtle left infiltrate., Extensive left infiltrate., lesion:infiltrate:left",
        "Minimal right upper lobe collapse., Marked right upper lobe collapse., lesion:atelectasis:right"
    })
    void degrees_count_also_where_reports_rarely_give_any(String mild, String severe, String lesion) {
        assertThat(area(draw(severe, 14), lesion)).isGreaterThan(area(draw(mild, 14), lesion));
    }

    @Test
    void a_collapsed_upper_lobe_is_at_the_top() {
        assertThat(centreY(draw("Right upper lobe collapse.", 15), "lesion:atelectasis:right"))
                .isLessThan(SIZE / 2.0);
    }

    @Test
    void a_denied_finding_next_to_a_stated_one_is_not_drawn() {
        assertThat(lesions(draw("Right pneumothorax without pleural effusion, consolidation or rib fracture.", 9)))
                .containsExactly("lesion:pneumothorax:right");
    }

    @Test
    void what_is_stated_wins_over_what_is_denied_and_the_sample_says_so() {
        GeneratedImage image = draw("No pneumothorax. Small right pneumothorax.", 10);

        assertThat(lesions(image)).containsExactly("lesion:pneumothorax:right");
        assertThat(image.settings().get("contradictions"))
                .isEqualTo(List.of("NON_DISEASE:pneumothorax, DISEASE:pneumothorax"));
        assertThat(draw("Small right pneumothorax.", 10).settings().get("contradictions"))
                .isEqualTo(List.of());
    }

    @Test
    void a_text_of_ten_thousand_characters_is_drawn() {
        String text = "No pleural effusion. Small left pneumothorax. ".repeat(217);

        assertThat(lesions(draw(text, 11))).containsExactly("lesion:pneumothorax:left");
    }

    @Test
    void a_text_without_findings_is_a_normal_chest() {
        assertThat(draw("lorem ipsum 123 ???", 12).pixels().pixels())
                .isEqualTo(draw("Normal chest.", 12).pixels().pixels());
    }

    @Test
    void every_sample_carries_its_labels_and_each_lesion_its_box_and_visibility() {
        GeneratedImage image = draw("Large left pleural effusion. No pneumothorax. Possible right nodule.", 13);

        assertThat(image.settings().get("labels"))
                .isEqualTo(Map.of(
                        "chexpert",
                        Map.of("Lung Lesion", "UNCERTAIN", "Pleural Effusion", "POSITIVE", "Pneumothorax", "NEGATIVE"),
                        "nih14",
                        Map.of("Effusion", "POSITIVE", "Nodule", "UNCERTAIN", "Pneumothorax", "NEGATIVE")));
        Map<?, ?> lesions = (Map<?, ?>) image.settings().get("lesions");
        Map<?, ?> effusion = (Map<?, ?>) lesions.get("lesion:pleural effusion:left");
        assertThat(List.copyOf(effusion.keySet()).toString()).isEqualTo("[pixels, box, contrast, contrastToNoise]");
        assertThat((Double) effusion.get("contrastToNoise")).isGreaterThan(0.3);
    }

    private GeneratedImage draw(String prompt, long seed) {
        return generator.generate(List.of(new ImageRequest(prompt, seed, SIZE))).get(0);
    }

    private static List<String> lesions(GeneratedImage image) {
        return image.mask()
                .names()
                .subList(Masks.ORGANS.size(), image.mask().names().size());
    }

    private static int area(GeneratedImage image, String name) {
        int bit = image.mask().names().indexOf(name);
        assertThat(bit).as(name + " in " + image.mask().names()).isNotNegative();
        int count = 0;
        for (int bits : image.mask().bits()) {
            count += bits >>> bit & 1;
        }
        return count;
    }

    private static double centreY(GeneratedImage image, String name) {
        int bit = image.mask().names().indexOf(name);
        double sum = 0;
        int[] bits = image.mask().bits();
        for (int i = 0; i < bits.length; i++) {
            sum += (bits[i] >>> bit & 1) * (double) (i / SIZE);
        }
        return sum / area(image, name);
    }
}
