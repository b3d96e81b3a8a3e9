package ai.medsyn.radiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportLabelsTest {

    private final LexiconExtractor extractor = new LexiconExtractor(Lexicon.builtIn());
    private final ReportLabels labels = new ReportLabels(Lexicon.builtIn());

    @Test
    void labels_come_in_the_order_of_the_label_set() {
        assertThat(chexpert("Possible pneumonia. No effusion. Pacemaker. The heart is enlarged."))
                .containsExactly(
                        entry("Cardiomegaly", LabelValue.POSITIVE),
                        entry("Pneumonia", LabelValue.UNCERTAIN),
                        entry("Pleural Effusion", LabelValue.NEGATIVE),
                        entry("Support Devices", LabelValue.POSITIVE));
    }

    @Test
    void a_stated_mention_wins_over_a_hedged_one_and_that_over_a_denied_one() {
        assertThat(chexpert("No effusion. Possible effusion.")).containsEntry("Pleural Effusion", LabelValue.UNCERTAIN);
        assertThat(chexpert("Small effusion. No effusion.")).containsEntry("Pleural Effusion", LabelValue.POSITIVE);
    }

    @Test
    void no_finding_is_positive_where_no_pathology_is_left() {
        assertThat(chexpert("Normal heart size. No pneumothorax. Pacemaker."))
                .containsExactly(
                        entry("No Finding", LabelValue.POSITIVE),
                        entry("Cardiomegaly", LabelValue.NEGATIVE),
                        entry("Pneumothorax", LabelValue.NEGATIVE),
                        entry("Support Devices", LabelValue.POSITIVE));
        assertThat(chexpert("Possible edema.")).doesNotContainKey("No Finding");
    }

    @Test
    void nih_labels_follow_their_own_links() {
        assertThat(labels.nih14(extractor.extract("Left infiltrate. Emphysema. No mass.")))
                .containsExactly(
                        entry("Infiltration", LabelValue.POSITIVE),
                        entry("Mass", LabelValue.NEGATIVE),
                        entry("Emphysema", LabelValue.POSITIVE));
    }

    @Test
    void sets_compare_by_category_and_concept() {
        EntitySet found = EntitySet.ofMentions(extractor.extract("Large left effusion. Effusion. No mass."));
        Entity effusion = new Entity(EntityCategory.DISEASE, "pleural effusion");
        Entity noMass = new Entity(EntityCategory.NON_ABNORMALITY, "mass");
        Entity edema = new Entity(EntityCategory.DISEASE, "pulmonary edema");

        assertThat(found).isEqualTo(EntitySet.of(List.of(noMass, effusion)));
        assertThat(found.against(EntitySet.of(List.of(effusion, edema))))
                .isEqualTo(new EntitySet.Difference(List.of(edema), List.of(noMass)));
    }

    @Test
    void tokens_are_runs_of_word_characters() {
        assertThat(ReportText.tokenCount("No acute disease.")).isEqualTo(3);
        assertThat(ReportText.tokenCount("Normal chest x-ray")).isEqualTo(4);
        assertThat(ReportText.tokenCount(" . ")).isZero();
    }

    @Test
    void sections_are_cut_at_their_headings() {
        ReportSections sections = ReportSections.parse(
                "HISTORY: cough FINDINGS: Small effusion. IMPRESSION: Effusion.\nCOMPARISON: none");
        assertThat(sections).isEqualTo(new ReportSections("Small effusion.", "Effusion."));
        assertThat(ReportSections.parse("Clear lungs.")).isEqualTo(new ReportSections("Clear lungs.", ""));
    }

    private Map<String, LabelValue> chexpert(String text) {
        return labels.chexpert(extractor.extract(text));
    }
}
