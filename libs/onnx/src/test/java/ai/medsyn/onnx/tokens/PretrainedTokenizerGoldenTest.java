package ai.medsyn.onnx.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.nio.file.Files;
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
 * Token ids of the reference implementation. BERT's vocabularies are not part of this project: {@code bert-base-cased-vocab.txt} for
 * {@code bert-cased.json} and so on are looked for beside the fixtures, in a folder {@code vocab} or {@code data/vocab} above them, and in the
 * folder that the system property {@code medsyn.vocab} names.
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
        Optional<PretrainedTokenizer> tokenizer =
                vocabulary(file, uncased).map(vocabulary -> PretrainedTokenizer.ofVocabulary(vocabulary, uncased));
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode golden : GoldenCase.json(file)) {
            String text = golden.path("text").asString();
            tests.add(DynamicTest.dynamicTest(
                    file.getFileName() + ": " + text.substring(0, Math.min(40, text.length())), () -> {
                        assumeTrue(
                                tokenizer.isPresent(),
                                "BERT's vocabulary is not here; name its folder by -Dmedsyn.vocab");
                        check(tokenizer.get(), golden);
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

    private static Optional<Path> vocabulary(Path file, boolean uncased) {
        String name = uncased ? "bert-base-uncased-vocab.txt" : "bert-base-cased-vocab.txt";
        Path folder = file.toAbsolutePath().getParent();
        List<Path> places = new ArrayList<>(List.of(folder, folder.resolve("vocab")));
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            places.add(above.resolve("vocab"));
            places.add(above.resolve("data").resolve("vocab"));
        }
        Optional.ofNullable(System.getProperty("medsyn.vocab")).map(Path::of).ifPresent(named -> places.add(0, named));
        return places.stream()
                .map(place -> place.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }
}
