package ai.medsyn.radiology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The XXXX are clear (XXXX) .           | The are clear.
            Seen on ___, unchanged.               | Seen on, unchanged.
            [**Known lastname 12**] has effusion. | has effusion.
            XXXX-year-old with 2.3 cm nodule.     | with 2.3 cm nodule.
            Small effusion. XXXX. No edema.       | Small effusion. No edema.
            1. No effusion. 2. Stable heart.      | 1. No effusion. 2. Stable heart.
            Chest x-ray, PA/lateral: 12/3; T7-T8. | Chest x-ray, PA/lateral: 12/3; T7-T8.
            """)
    void marks_of_removed_words_leave_nothing_behind(String text, String expected) {
        assertThat(ReportText.withoutMarks(text)).isEqualTo(expected);
        assertThat(ReportText.withoutMarks(expected)).isEqualTo(expected);
    }

    @Test
    void removed_words_are_counted() {
        assertThat(ReportText.removedWords("XXXX and ___ and [**Name**], not xx or _."))
                .isEqualTo(3);
    }

    @Test
    void sentences_are_places_in_the_text_and_list_numbers_are_none() {
        String text = "INDICATION: pain. FINDINGS: Small effusion. 1. No edema.";
        assertThat(ReportText.sentences(text))
                .extracting(span -> span.of(text))
                .containsExactly("Small effusion", "No edema");
    }
}
