package ai.medsyn.onnx.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.onnx.testing.Vocabularies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Token ids of the reference implementation, with BERT's own vocabularies where {@link Vocabularies} finds them: {@code bert-base-cased-vocab.txt} for
 * {@code bert-cased.json} and so on.
 */
@Tag("golden")
class PretrainedTokenizerGoldenTest {

    @TestFactory
    Stream<DynamicTest> ids_are_those_of_the_reference() {
        return GoldenCases.files(
                        "tokenizers",
                        file -> file.getFileName().toString().startsWith("bert")
                                && file.toString().endsWith(".json"))
                .stream()
                .flatMap(PretrainedTokenizerGoldenTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        boolean uncased = file.getFileName().toString().contains("uncased");
        String name = uncased ? "bert-base-uncased-vocab.txt" : "bert-base-cased-vocab.txt";
        Optional<PretrainedTokenizer> tokenizer =
                Vocabularies.find(file, name).map(vocabulary -> PretrainedTokenizer.ofVocabulary(vocabulary, uncased));
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode golden : GoldenCase.json(file)) {
            String text = golden.path("text").asString();
            tests.add(DynamicTest.dynamicTest(
                    file.getFileName() + ": " + text.substring(0, Math.min(40, text.length())), () -> {
                        Vocabularies.require(tokenizer, name);
                        check(tokenizer.orElseThrow(), golden);
                    }));
        }
        return tests.stream();
    }

    private static void check(PretrainedTokenizer tokenizer, JsonNode golden) {
        golden.propertyNames().stream().filter(name -> name.startsWith("ids")).forEach(name -> {
            List<Long> ids = new ArrayList<>();
            golden.path(name).forEach(id -> ids.add(id.asLong()));
            TokenSequence sequence = tokenizer.encode(golden.path("text").asString(), ids.size());
            assertThat(sequence.padded(ids.size(), 0))
                    .containsExactly(ids.stream().mapToLong(Long::longValue).toArray());
        });
        List<String> tokens = new ArrayList<>();
        golden.path("tokens").forEach(token -> tokens.add(token.asString()));
        if (!tokens.isEmpty()) {
            TokenSequence whole = tokenizer.encode(golden.path("text").asString(), Integer.MAX_VALUE);
            assertThat(whole.tokens().subList(0, tokens.size() - 1)).isEqualTo(tokens.subList(0, tokens.size() - 1));
        }
    }
}
