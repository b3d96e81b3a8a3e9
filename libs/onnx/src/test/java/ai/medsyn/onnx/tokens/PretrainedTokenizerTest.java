package ai.medsyn.onnx.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.onnx.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedTokenizerTest {

    private static final List<String> VOCABULARY =
            List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "no", "ef", "##fusion", "##s", "No", ".", "e");

    @TempDir
    Path directory;

    @Test
    void words_are_split_into_the_longest_known_pieces() throws IOException {
        try (PretrainedTokenizer tokenizer = open(true)) {
            TokenSequence sequence = tokenizer.encode("No effusions.", 100);
            assertThat(sequence.tokens()).containsExactly("[CLS]", "no", "ef", "##fusion", "##s", ".", "[SEP]");
            assertThat(sequence.ids()).containsExactly(2L, 4L, 5L, 6L, 7L, 9L, 3L);
            assertThat(sequence.starts()).containsExactly(-1, 0, 3, 5, 11, 12, -1);
            assertThat(sequence.ends()).containsExactly(-1, 2, 5, 11, 12, 13, -1);
            assertThat(tokenizer.decode(List.of(2L, 5L, 6L, 7L, 3L))).isEqualTo("effusions");
        }
    }

    @Test
    void cased_vocabularies_keep_case_and_accents() throws IOException {
        try (PretrainedTokenizer tokenizer = open(false)) {
            assertThat(tokenizer.encode("No é", 100).tokens()).containsExactly("[CLS]", "No", "[UNK]", "[SEP]");
        }
        try (PretrainedTokenizer tokenizer = open(true)) {
            assertThat(tokenizer.encode("No é", 100).tokens()).containsExactly("[CLS]", "no", "e", "[SEP]");
        }
    }

    @Test
    void what_is_too_long_is_cut_before_the_last_special_token() throws IOException {
        try (PretrainedTokenizer tokenizer = open(true)) {
            TokenSequence cut = tokenizer.encode("no no no no", 4);
            assertThat(cut.tokens()).containsExactly("[CLS]", "no", "no", "[SEP]");
            assertThat(cut.truncated()).isTrue();
            assertThat(cut.padded(6, 0)).containsExactly(2, 4, 4, 3, 0, 0);
            assertThat(tokenizer.encode("no no", 4).truncated()).isFalse();
        }
    }

    @Test
    void a_directory_without_tokenizer_and_a_vocabulary_without_special_tokens_are_refused() throws IOException {
        assertThatThrownBy(() -> PretrainedTokenizer.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("expected tokenizer.json or vocab.txt");
        Files.writeString(directory.resolve("vocab.txt"), "no\nef\n");
        assertThatThrownBy(() -> PretrainedTokenizer.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("[UNK]");
        Files.writeString(directory.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> PretrainedTokenizer.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("tokenizer.json");
    }

    private PretrainedTokenizer open(boolean lowerCase) throws IOException {
        Files.write(directory.resolve("vocab.txt"), VOCABULARY);
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"do_lower_case\": " + lowerCase + "}");
        return PretrainedTokenizer.open(directory);
    }
}
