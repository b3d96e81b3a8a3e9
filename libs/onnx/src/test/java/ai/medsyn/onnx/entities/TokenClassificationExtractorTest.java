package ai.medsyn.onnx.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.SessionSettings;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.testing.EntityExtractorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenClassificationExtractorTest extends EntityExtractorContract {

    private static Path model;
    private static TokenClassificationExtractor extractor;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        Map<String, String> tags = new LinkedHashMap<>();
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "no", "there", "is", "in", "the", ".")
                .forEach(word -> tags.put(word, "O"));
        tags.put("pleural", "B-DISEASE");
        tags.put("ef", "I-DISEASE");
        tags.put("##fusion", "I-DISEASE");
        // The type of a span is that of its B-, whatever its I- say.
        tags.put("##s", "I-ANATOMY");
        tags.put("pneumo", "B-NON-DISEASE");
        tags.put("##thorax", "I-NON-DISEASE");
        tags.put("left", "B-ANATOMY");
        tags.put("lower", "I-ANATOMY");
        tags.put("lobe", "I-ANATOMY");
        tags.put("frost", "B-ABNORMALITY");
        tags.put("lungs", "B-NON-ABNORMALITY");
        tags.put("clear", "I-NON-ABNORMALITY");
        model = TaggerModel.write(directory.resolve("tagger"), tags);
        extractor = TokenClassificationExtractor.open("tagger-1", model, SessionSettings.CPU, Lexicon.builtIn());
    }

    @AfterAll
    static void close() {
        extractor.close();
    }

    @Override
    protected TokenClassificationExtractor extractor() {
        return extractor;
    }

    @Test
    void synonyms_take_the_name_of_their_concept_and_unknown_words_their_own() {
        assertThat(entities("Frost. Pleural effusions."))
                .containsExactly("ABNORMALITY:frost", "DISEASE:pleural effusion");
    }

    @Test
    void a_statement_of_normality_is_no_denial() {
        assertThat(extractor.extract("Lungs clear. No frost."))
                .extracting(mention -> mention.entity() + " " + mention.certainty())
                .containsExactly("NON_ABNORMALITY:clear lungs POSITIVE", "ABNORMALITY:frost POSITIVE");
    }

    @Test
    void a_span_at_the_end_of_a_sentence_closes_before_the_last_special_token() {
        String text = "There is pleural effusion";
        EntityMention effusion = extractor.extract(text).get(0);
        assertThat(effusion.span().of(text)).isEqualTo("pleural effusion");
    }

    @Test
    void an_inside_tag_that_follows_no_beginning_gives_nothing() {
        assertThat(extractor.extract("The lobe is clear. Lower effusion.")).isEmpty();
    }

    @Test
    void characters_outside_of_the_basic_plane_do_not_shift_spans() {
        String text = "🫁🫁 pleural effusion in the left lower lobe";
        assertThat(extractor.extract(text))
                .extracting(mention -> mention.span().of(text))
                .containsExactly("pleural effusion", "left lower lobe");
    }

    @Test
    void more_tokens_than_the_network_takes_are_cut() {
        String text = "pleural effusion " + "the ".repeat(100) + "frost";
        assertThat(entities(text)).containsExactly("DISEASE:pleural effusion");
    }

    @Test
    void foreign_tags_and_missing_files_are_refused(@TempDir Path directory) throws IOException {
        Map<String, String> tags = new LinkedHashMap<>();
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]").forEach(word -> tags.put(word, "O"));
        Path foreign = TaggerModel.write(directory.resolve("foreign"), tags);
        TaggerModel.config(foreign, List.of("O", "B-PERSON", "I-PERSON"));
        assertThatThrownBy(() -> opened(foreign))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("B-PERSON")
                .hasMessageContaining("NON-DISEASE");
        Files.delete(foreign.resolve("vocab.txt"));
        assertThatThrownBy(() -> opened(foreign)).hasMessageContaining("expected tokenizer.json or vocab.txt");
        Files.delete(foreign.resolve("config.json"));
        assertThatThrownBy(() -> opened(foreign)).hasMessageContaining("expected config.json with id2label");
        Files.delete(foreign.resolve("model.onnx"));
        assertThatThrownBy(() -> opened(foreign)).hasMessageContaining("expected model.onnx");
    }

    private static TokenClassificationExtractor opened(Path directory) {
        return TokenClassificationExtractor.open("tagger-2", directory, SessionSettings.CPU, Lexicon.builtIn());
    }

    private static List<String> entities(String text) {
        return extractor.extract(text).stream()
                .map(mention -> mention.entity().toString())
                .toList();
    }
}
