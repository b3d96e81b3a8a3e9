package ai.medsyn.radiology;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.radiology.ReportSection.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportSectionsTest {

    private static final String MIMIC = """
                                             FINAL REPORT
             EXAMINATION:  CHEST (PA AND LAT)

             INDICATION:  ___F with new onset ascites  // eval for infection

             TECHNIQUE:  Chest PA and lateral

             COMPARISON:  None.

             FINDINGS:

             There is no focal consolidation, pleural effusion or
             pneumothorax.  Bilateral nodular opacities are most likely nipple
             shadows.

             IMPRESSION:

             No acute cardiopulmonary process.
            """;

    @Test
    void the_layout_of_a_large_hospital_is_cut_at_its_headings() {
        assertThat(ReportSections.of(MIMIC))
                .extracting(ReportSection::kind)
                .containsExactly(Kind.OTHER, Kind.OTHER, Kind.OTHER, Kind.OTHER, Kind.FINDINGS, Kind.IMPRESSION);
        assertThat(ReportSections.parse(MIMIC).impression()).isEqualTo("No acute cardiopulmonary process.");
        assertThat(ReportSections.parse(MIMIC).findings())
                .startsWith("There is no focal consolidation")
                .endsWith("shadows.");
    }

    @Test
    void findings_without_a_heading_begin_behind_what_describes_nothing() {
        ReportSections sections = ReportSections.parse("""
                HISTORY: Cough for pneumonia.

                COMPARISON: ___.

                Frontal and lateral views were obtained. Small left effusion.

                IMPRESSION: Left effusion.
                """);
        assertThat(sections.findings()).isEqualTo("Frontal and lateral views were obtained. Small left effusion.");
        assertThat(sections.impression()).isEqualTo("Left effusion.");
    }

    @Test
    void headings_need_no_capitals_at_the_beginning_of_a_line_and_unknown_ones_in_capitals_open_findings() {
        assertThat(ReportSections.parse("Indication: cough\nFindings: Clear lungs.\nImpression: Normal."))
                .isEqualTo(new ReportSections("Clear lungs.", "Normal."));
        assertThat(ReportSections.parse("HISTORY: effusion\nPA AND LATERAL CHEST RADIOGRAPH: Small nodule."))
                .isEqualTo(new ReportSections("Small nodule.", ""));
    }

    @Test
    void a_colon_inside_a_sentence_is_no_heading() {
        assertThat(ReportSections.parse("The following findings: small nodule. Devices: pacemaker."))
                .isEqualTo(new ReportSections("The following findings: small nodule. Devices: pacemaker.", ""));
    }

    @Test
    void spans_point_into_the_text() {
        String text = "INDICATION: pain IMPRESSION: Normal chest.";
        assertThat(ReportSections.of(text))
                .extracting(section ->
                        section.heading() + "|" + section.span().of(text).strip())
                .isEqualTo(List.of("INDICATION|pain", "IMPRESSION|Normal chest."));
    }
}
