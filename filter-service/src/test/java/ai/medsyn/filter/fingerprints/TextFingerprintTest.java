package ai.medsyn.filter.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFingerprintTest {

    private static final LexiconExtractor EXTRACTOR = new LexiconExtractor(Lexicon.builtIn());
    private static final String FINDINGS =
            "The heart is normal in size. The mediastinum is unremarkable. There is a small left pleural effusion. No pneumothorax.";
    private static final String IMPRESSION = "Small left pleural effusion.";

    private static TextFingerprint of(String findings, String impression) {
        return TextFingerprint.of(findings, impression, EXTRACTOR.extract(ReportText.join(findings, impression)))
                .orElseThrow();
    }

    private static int distance(String findings) {
        return of(FINDINGS, IMPRESSION).distance(of(findings, IMPRESSION));
    }

    @Test
    void case_punctuation_and_spacing_do_not_count() {
        assertThat(distance(FINDINGS.toUpperCase(Locale.ROOT).replace(".", " ;  ")))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"left, right", "small, large", "No pneumothorax, Pneumothorax", "pleural effusion, pneumonia"})
    void a_report_that_says_something_else_is_as_far_away_as_can_be(String said, String otherwise) {
        assertThat(distance(FINDINGS.replace(said, otherwise))).isEqualTo(TextFingerprint.FARTHEST);
    }

    @Test
    void another_wording_of_the_same_lies_between() {
        assertThat(distance(
                        "Heart size is within normal limits. Unremarkable mediastinum. There is no pneumothorax. A small left"
                                + " pleural effusion is seen."))
                .isBetween(5, TextFingerprint.FARTHEST);
        assertThat(distance(FINDINGS.replace("There is a small", "There is small")))
                .isBetween(1, 16);
    }

    @Test
    void the_section_a_sentence_stands_in_counts() {
        assertThat(of("No pneumothorax.", "").distance(of("", "No pneumothorax.")))
                .isPositive();
    }

    @Test
    void a_report_without_a_word_has_no_fingerprint() {
        assertThat(TextFingerprint.of(" ", " .", EXTRACTOR.extract(""))).isEmpty();
    }

    @Test
    void the_stored_form_gives_the_fingerprint_back() {
        TextFingerprint fingerprint = of(FINDINGS, IMPRESSION);
        assertThat(TextFingerprint.fromBytes(TextFingerprint.toBytes(Optional.of(fingerprint))))
                .contains(fingerprint);
        assertThat(TextFingerprint.fromBytes(TextFingerprint.toBytes(Optional.empty())))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> TextFingerprint.fromBytes(new byte[8]));
    }

    /** Another value would make every stored measurement worthless. */
    @Test
    void the_fingerprint_of_a_report_is_the_same_in_every_release() {
        assertThat(TextFingerprint.of("No acute disease.", "", List.of()))
                .contains(new TextFingerprint(-780787492076525413L, -9087695600466943912L));
    }
}
