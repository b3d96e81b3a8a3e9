package ai.medsyn.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordPieceTokenizerTest {

    @TempDir
    Path model;

    @Test
    void rare_words_are_cut_into_pieces_that_continue_them() {
        TextTokenizer.Pieces pieces = WordPieceTokenizer.miniLm().tokenize("No pneumothorax.");
        assertThat(pieces.ids()[0]).as("[CLS]").isEqualTo(101);
        assertThat(pieces.ids()[pieces.length() - 1]).as("[SEP]").isEqualTo(102);
        assertThat(pieces.continues()[2]).isFalse();
        assertThat(pieces.continues()[3]).as("the second piece of pneumothorax").isTrue();
    }

    @Test
    void a_vocabulary_alone_is_enough() throws IOException {
        Files.writeString(model.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\nlung\n##s\nclear\nare\n");
        try (WordPieceTokenizer tokenizer = WordPieceTokenizer.of(model)) {
            assertThat(tokenizer.tokenize("Lungs are CLEAR!").ids()).containsExactly(2, 4, 5, 7, 6, 1, 3);
        }
        Files.writeString(model.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        try (WordPieceTokenizer cased = WordPieceTokenizer.of(model)) {
            assertThat(cased.tokenize("Lungs lungs").ids()).containsExactly(2, 1, 4, 5, 3);
        }
    }

    @Test
    void a_directory_without_either_is_refused() {
        assertThatThrownBy(() -> WordPieceTokenizer.of(model))
                .hasMessage("expected tokenizer.json or vocab.txt beside the weights of a text encoder, found neither");
    }
}
