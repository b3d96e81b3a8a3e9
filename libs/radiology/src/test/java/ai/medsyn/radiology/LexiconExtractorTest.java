package ai.medsyn.radiology;

import static ai.medsyn.radiology.Certainty.NEGATED;
import static ai.medsyn.radiology.Certainty.POSITIVE;
import static ai.medsyn.radiology.Certainty.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconExtractorTest {

    private final LexiconExtractor extractor = new LexiconExtractor(Lexicon.builtIn());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            There is a small left pleural effusion. | pleural effusion | POSITIVE
            No pleural effusion. | pleural effusion | NEGATED
            No consolidation, pleural effusion, or pneumothorax is seen. | pneumothorax | NEGATED
            The lungs are clear of focal airspace disease or pneumothorax. | pneumothorax | NEGATED
            No focal opacity to suggest pneumonia. | pneumonia | NEGATED
            Right lower lobe opacity may represent pneumonia. | pneumonia | UNCERTAIN
            Pneumothorax cannot be excluded. | pneumothorax | UNCERTAIN
            Cannot exclude a small pneumothorax. | pneumothorax | UNCERTAIN
            No significant change in the left effusion. | pleural effusion | POSITIVE
            No pneumothorax, but the left effusion persists. | pleural effusion | POSITIVE
            The pneumothorax has resolved. | pneumothorax | NEGATED
            No pneumothorax, moderate cardiomegaly. | cardiomegaly | POSITIVE
            The heart is mildly enlarged. | cardiomegaly | POSITIVE
            Effusion, consolidation, and pneumothorax are not seen. | pleural effusion | NEGATED
            Cardiomegaly, pneumothorax is not seen. | cardiomegaly | POSITIVE
            Neither pneumothorax nor effusion is identified. | pleural effusion | NEGATED
            Small bilateral effusions suspected. | pleural effusion | UNCERTAIN
            Cardiomegaly and suspected pulmonary edema. | cardiomegaly | POSITIVE
            Cardiomegaly and suspected pulmonary edema. | pulmonary edema | UNCERTAIN
            This does not look like pneumonia. | pneumonia | NEGATED
            Atelectasis versus pneumonia. | pneumonia | UNCERTAIN
            Findings most suggestive of pulmonary edema. | pulmonary edema | POSITIVE
            Left effusion without change; pneumothorax unlikely to be excluded. | pleural effusion | POSITIVE
            No pneumothorax is seen, small left effusion. | pneumothorax | NEGATED
            Lungs: Clear. | clear lungs | POSITIVE
            Pleura: no effusion. | pleural effusion | NEGATED
            The heart is not enlarged. | normal heart size | POSITIVE
            The costophrenic angles are sharp. | sharp costophrenic angles | POSITIVE
            """)
    void certainty_follows_the_words_around_a_finding(String text, String concept, Certainty expected) {
        assertThat(extractor.extract(text))
                .filteredOn(mention -> mention.concept().equals(concept))
                .extracting(EntityMention::certainty)
                .containsExactly(expected);
    }

    @Test
    void the_category_follows_from_what_is_said() {
        assertThat(entities("Pneumonia. No effusion. Opacity. No nodule. The lungs are clear."))
                .containsExactly(
                        "DISEASE:pneumonia",
                        "NON_DISEASE:pleural effusion",
                        "ABNORMALITY:opacity",
                        "NON_ABNORMALITY:nodule",
                        "NON_ABNORMALITY:clear lungs");
    }

    @Test
    void side_severity_and_zone_are_read_from_before_and_behind() {
        EntityMention effusion =
                extractor.extract("Moderate right pleural effusion.").get(0);
        assertThat(effusion.attributes())
                .isEqualTo(new Attributes(Laterality.RIGHT, Severity.MODERATE, Zone.UNSPECIFIED));
        List<EntityMention> mentions =
                extractor.extract("Patchy consolidation in the left lower lobe and small nodule.");
        assertThat(mentions.get(0).attributes().laterality()).isEqualTo(Laterality.LEFT);
        assertThat(mentions.get(0).attributes().zone()).isEqualTo(Zone.LOWER);
        assertThat(mentions.get(2).attributes())
                .isEqualTo(new Attributes(Laterality.UNSPECIFIED, Severity.MILD, Zone.UNSPECIFIED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            New right pneumothorax. | pneumothorax | NEW
            Stable small left effusion. | pleural effusion | STABLE
            The left effusion is unchanged. | pleural effusion | STABLE
            Left effusion, unchanged. | pleural effusion | STABLE
            No significant change in the right pneumothorax. | pneumothorax | STABLE
            Interval increase in left effusion. | pleural effusion | WORSENED
            The effusion has decreased in size. | pleural effusion | IMPROVED
            The pneumothorax has resolved. | pneumothorax | RESOLVED
            Nodule and unchanged effusion. | nodule | UNSPECIFIED
            Moderate effusion. | pleural effusion | UNSPECIFIED
            """)
    void a_comparison_belongs_to_the_finding_beside_it(String text, String concept, Course expected) {
        assertThat(extractor.extract(text))
                .filteredOn(mention -> mention.concept().equals(concept))
                .extracting(mention -> mention.detail().course())
                .containsExactly(expected);
    }

    @Test
    void sizes_and_numbers_are_read() {
        assertThat(detail("There is a 2.3 x 1.5 cm mass in the left upper lobe."))
                .isEqualTo(new Detail(Course.UNSPECIFIED, 23.0, null));
        assertThat(detail("Nodule measuring 7 mm.")).isEqualTo(new Detail(Course.UNSPECIFIED, 7.0, null));
        assertThat(detail("Two calcified granulomas.")).isEqualTo(new Detail(Course.UNSPECIFIED, null, 2));
        assertThat(detail("3 calcified granulomas are unchanged.")).isEqualTo(new Detail(Course.STABLE, null, 3));
        assertThat(detail("Small nodule.")).isEqualTo(Detail.NONE);
    }

    @Test
    void what_was_removed_to_protect_the_patient_breaks_nothing() {
        assertThat(entities("[**Name 12**] has a small effusion. ___ pneumothorax. No XXXX evidence of nodule."))
                .containsExactly("DISEASE:pleural effusion", "DISEASE:pneumothorax", "NON_ABNORMALITY:nodule");
    }

    @Test
    void a_sentence_goes_on_at_the_end_of_a_line_but_not_over_an_empty_line_or_a_list_item() {
        assertThat(entities("No consolidation or\npneumothorax")).contains("NON_DISEASE:pneumothorax");
        assertThat(entities("No consolidation\n\nPneumothorax")).contains("DISEASE:pneumothorax");
        assertThat(entities("1. No consolidation\n2. Pneumothorax\n- nodule"))
                .contains("DISEASE:pneumothorax", "ABNORMALITY:nodule");
    }

    @Test
    void a_mention_explains_itself() {
        String text = "There is no evidence of acute pulmonary edema.";
        EntityMention edema = extractor.extract(text).get(0);
        assertThat(edema.span().of(text)).isEqualTo("pulmonary edema");
        assertThat(edema.evidence()).isEqualTo(new Evidence("pulmonary edema", "no evidence of", "negation-before"));
        assertThat(edema.certainty()).isEqualTo(NEGATED);
    }

    @Test
    void sections_that_describe_no_image_are_passed_over() {
        assertThat(entities("INDICATION: pneumonia. FINDINGS: Small nodule. IMPRESSION: Nodule. COMPARISON: effusion."))
                .containsExactly("ABNORMALITY:nodule", "ABNORMALITY:nodule");
    }

    @Test
    void what_is_asked_for_or_remembered_is_no_finding() {
        assertThat(entities("History of pneumonia. Recommend CT to exclude malignancy."))
                .isEmpty();
    }

    @Test
    void words_inside_a_finding_are_not_anatomy_and_places_are() {
        assertThat(entities("Left rib fracture. Consolidation in the left lower lobe."))
                .containsExactly("DISEASE:rib fracture", "ABNORMALITY:consolidation", "ANATOMY:left lower lobe");
    }

    @Test
    void hedged_findings_count_as_present() {
        List<EntityMention> mentions = extractor.extract("Possible pneumonia. Definite effusion.");
        assertThat(mentions).extracting(EntityMention::certainty).containsExactly(UNCERTAIN, POSITIVE);
        assertThat(mentions).allMatch(EntityMention::present);
    }

    @Test
    void whatever_the_text_is_mentions_lie_in_it_in_order() {
        String[] parts = {
            "no ",
            "effusion",
            ", ",
            "or ",
            "FINDINGS:",
            "\n",
            "\n\n",
            "[**",
            "**]",
            "___",
            "XXXX ",
            "2.3 x 1 cm ",
            "left ",
            "pneumothorax ",
            ". ",
            ":",
            "(",
            ")",
            "\u0000",
            "\uD83E\uDEC1",
            "\u00E9",
            "stable ",
            "lungs are clear",
            "1. ",
            "suspected ",
            "INDICATION: ",
            "- "
        };
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < random.nextInt(40); i++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            int end = 0;
            for (EntityMention mention : extractor.extract(text.toString())) {
                assertThat(mention.span().start()).as(text.toString()).isGreaterThanOrEqualTo(end);
                end = mention.span().end();
            }
            assertThat(end).isLessThanOrEqualTo(text.length());
        }
    }

    @Test
    void hostile_text_is_read_in_linear_time() {
        assertThat(extractor.extract("[**".repeat(100_000))).isEmpty();
        assertThat(extractor.extract("A:".repeat(100_000))).isEmpty();
        assertThat(extractor.extract("INDICATION:\n \n".repeat(50_000))).isEmpty();
        assertThat(ReportText.withoutMarks("[**".repeat(100_000) + " ___")).hasSize(300_000);
    }

    @Test
    void text_without_full_stops_is_read_in_bounded_pieces() {
        String endless = "no effusion and nodule ".repeat(20_000);
        assertThat(extractor.extract(endless)).hasSizeGreaterThan(30_000);
    }

    private Detail detail(String text) {
        return extractor.extract(text).stream()
                .filter(EntityMention::present)
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private List<String> entities(String text) {
        return extractor.extract(text).stream()
                .map(mention -> mention.entity().toString())
                .toList();
    }
}
