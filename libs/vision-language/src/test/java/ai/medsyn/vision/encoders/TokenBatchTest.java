package ai.medsyn.vision.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.encoders.TokenBatch.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBatchTest {

    @Test
    void pieces_count_as_one_word_and_padding_as_none() {
        Text text = Text.of(new long[] {2, 7, 8, 9, 3}, new boolean[] {false, false, true, false, false});

        TokenBatch batch = TokenBatch.of(List.of(text), 7);

        assertThat(text.wordCount()).isEqualTo(3);
        assertThat(batch.words().longs()).containsExactly(0, 1, 1, 2, 3, -1, -1);
        assertThat(batch.ids().longs()).containsExactly(2, 7, 8, 9, 3, 0, 0);
        assertThat(batch.mask().longs()).containsExactly(1, 1, 1, 1, 1, 0, 0);
    }

    @Test
    void a_text_longer_than_the_batch_is_refused_with_its_place() {
        Text longer = Text.of(new long[] {2, 7, 3}, new boolean[3]);

        assertThatThrownBy(() -> TokenBatch.of(List.of(Text.of(new long[] {2, 3}, new boolean[2]), longer), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 2 tokens")
                .hasMessageContaining("text 1 has 3");
    }

    @Test
    void a_text_without_tokens_or_with_other_words_is_refused() {
        assertThatThrownBy(() -> new Text(new long[1], new long[1])).hasMessageContaining("at least [CLS] and [SEP]");
        assertThatThrownBy(() -> new Text(new long[2], new long[3])).hasMessageContaining("2 ids and 3 words");
    }
}
