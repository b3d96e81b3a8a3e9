package ai.medsyn.generator.reports.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextDiversityTest {

    @Test
    void lengths_vocabulary_and_repetition_are_counted_by_hand() {
        TextDiversity diversity =
                TextDiversity.of(List.of("The heart is large. Lungs clear.", "", "The heart is small. Lungs clear."));

        assertThat(diversity.texts()).isEqualTo(2);
        assertThat(diversity.meanTokens()).isEqualTo(6);
        assertThat(diversity.vocabulary()).isEqualTo(7);
        assertThat(diversity.distinctSentences()).isEqualTo(3.0 / 4);
        assertThat(diversity.distinct1()).isEqualTo(7.0 / 12);
        // the heart, heart is, lungs clear are shared; is large, large lungs, is small, small lungs are not.
        assertThat(diversity.distinct2()).isEqualTo(7.0 / 10);
        // Of 6, 5, 4 and 3 n-grams, 5, 3 and 1 are in the other text, and none of the longest.
        double bleu = StrictMath.pow(5.0 / 6 * 3 / 5 * 1 / 4 * 0.1 / 3, 0.25);
        assertThat(diversity.selfBleu()).isCloseTo(bleu, within(1e-12));
    }

    @Test
    void the_same_text_again_and_again_is_not_diverse() {
        TextDiversity diversity = TextDiversity.of(Collections.nCopies(50, "There is a small left pleural effusion."));

        assertThat(diversity.selfBleu()).isCloseTo(1, within(1e-12));
        assertThat(diversity.distinctSentences()).isEqualTo(1.0 / 50);
        assertThat(TextDiversity.of(List.of()).selfBleu()).isZero();
    }
}
