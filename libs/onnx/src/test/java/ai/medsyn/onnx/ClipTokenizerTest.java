package ai.medsyn.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tokenizer's files may say and what becomes of it. */
class ClipTokenizerTest {

    private static final String TOKENS =
            "{\"!\":0,\"a\":1,\"b\":2,\"a</w>\":3,\"b</w>\":4,\"ab</w>\":5,\"<|startoftext|>\":6,\"<|endoftext|>\":7}";

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        write("vocab.json", TOKENS);
        write("merges.txt", "#version: 0.2\na b</w>\n");
    }

    @Test
    void text_is_framed_padded_and_cut() throws IOException {
        write("tokenizer_config.json", "{\"model_max_length\": 5}");
        ClipTokenizer tokenizer = ClipTokenizer.open(directory);
        assertThat(tokenizer.encode("AB").ids()).containsExactly(6, 5, 7, 7, 7);
        ClipTokenizer.Encoding cut = tokenizer.encode("a b ab b");
        assertThat(cut.ids()).containsExactly(6, 3, 4, 5, 7);
        assertThat(cut.truncated()).isTrue();
        assertThat(cut.tokens()).isEqualTo(6);
    }

    @Test
    void padding_is_what_the_special_tokens_map_says_and_a_difference_is_told() throws IOException {
        write("tokenizer_config.json", "{\"model_max_length\": 4, \"pad_token\": \"<|endoftext|>\"}");
        write("special_tokens_map.json", "{\"pad_token\": {\"content\": \"!\"}}");
        ClipTokenizer tokenizer = ClipTokenizer.open(directory);
        assertThat(tokenizer.encode("").ids()).containsExactly(6, 7, 0, 0);
        assertThat(tokenizer.vocabulary().warnings()).singleElement().asString().contains("pad_token", "!");
    }

    @Test
    void one_file_with_everything_is_enough() throws IOException {
        Files.delete(directory.resolve("vocab.json"));
        Files.delete(directory.resolve("merges.txt"));
        write(
                "tokenizer.json",
                "{\"model\": {\"vocab\": " + TOKENS + ", \"merges\": [[\"a\", \"b</w>\"]]}, \"added_tokens\": []}");
        assertThat(ClipTokenizer.open(directory).tokens("ab a")).containsExactly(5, 3);
    }

    @Test
    void merges_of_another_vocabulary_are_refused() throws IOException {
        write("merges.txt", "#version: 0.2\na b</w>\nb b</w>\n");
        assertThatThrownBy(() -> ClipTokenizer.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("b b</w>")
                .hasMessageContaining("disagree");
    }

    @Test
    void two_vocabularies_are_refused() throws IOException {
        write("tokenizer.json", "{\"model\": {\"vocab\": {\"a\": 1}, \"merges\": []}}");
        assertThatThrownBy(() -> ClipTokenizer.open(directory))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("vocab.json and tokenizer.json disagree");
    }

    @Test
    void missing_and_broken_files_are_named() throws IOException {
        Files.delete(directory.resolve("merges.txt"));
        assertThatThrownBy(() -> ClipTokenizer.open(directory)).hasMessageContaining("found vocab.json only");
        write("vocab.json", "{\"a\":");
        write("merges.txt", "");
        assertThatThrownBy(() -> ClipTokenizer.open(directory)).hasMessageContaining("JSON was expected in vocab.json");
    }

    @Test
    void a_special_token_without_an_id_is_refused() throws IOException {
        write("special_tokens_map.json", "{\"pad_token\": \"<pad>\"}");
        assertThatThrownBy(() -> ClipTokenizer.open(directory)).hasMessageContaining("\"<pad>\"");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
