package ai.medsyn.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import ai.medsyn.onnx.testing.Vocabularies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Token ids of the reference implementation, with CLIP's own vocabulary where {@link Vocabularies} finds it, either as {@code bpe_simple_vocab_16e6.txt.gz} or as
 * {@code vocab.json} with {@code merges.txt}.
 */
@Tag("golden")
class ClipTokenizerGoldenTest {

    private static final String MERGES = "bpe_simple_vocab_16e6.txt.gz";
    private static final String[] FILES = {MERGES, "vocab.json"};
    private static final int CLIP_MERGES = 49152 - 256 - 2;

    @TestFactory
    Stream<DynamicTest> ids_are_those_of_the_reference() {
        return GoldenCases.files(
                        "tokenizers",
                        file -> file.getFileName().toString().startsWith("clip")
                                && file.toString().endsWith(".json"))
                .stream()
                .flatMap(ClipTokenizerGoldenTest::tests);
    }

    private static Stream<DynamicTest> tests(Path file) {
        Optional<ClipTokenizer> tokenizer = tokenizer(file);
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode golden : GoldenCase.json(file)) {
            String text = golden.path("text").asString();
            tests.add(DynamicTest.dynamicTest(
                    file.getFileName() + ": " + text.substring(0, Math.min(40, text.length())), () -> {
                        Vocabularies.require(tokenizer, FILES);
                        check(tokenizer.orElseThrow(), golden);
                    }));
        }
        return tests.stream();
    }

    private static void check(ClipTokenizer tokenizer, JsonNode golden) {
        ClipTokenizer.Encoding encoding = tokenizer.encode(golden.path("text").asString());
        List<Integer> inner = tokenizer.tokens(golden.path("text").asString());
        List<Integer> ids = new ArrayList<>();
        golden.path("ids").forEach(id -> ids.add(id.asInt()));
        assertThat(inner).isEqualTo(ids.subList(1, ids.size() - 1));
        assertThat(encoding.tokens()).isEqualTo(ids.size());
        assertThat(encoding.truncated()).isEqualTo(golden.path("truncated").asBoolean());
        long[] padded = new long[golden.path("ids77").size()];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = golden.path("ids77").path(i).asLong();
        }
        assertThat(encoding.ids()).containsExactly(padded);
    }

    private static Optional<ClipTokenizer> tokenizer(Path file) {
        return Vocabularies.find(file, FILES)
                .map(found -> found.endsWith(MERGES)
                        ? new ClipTokenizer(clip(found))
                        : ClipTokenizer.open(found.getParent()));
    }

    /** The vocabulary as OpenAI's code builds it: 256 characters, the same at the end of a word, one token a merge, two special ones. */
    private static ClipVocabulary clip(Path gzip) {
        List<String> merges = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (int i = 0; i < CLIP_MERGES; i++) {
                merges.add(lines.readLine());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, Integer> ids = new HashMap<>();
        List<String> characters = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            if (printable) {
                characters.add(String.valueOf((char) b));
            }
        }
        for (int next = 0x100; characters.size() < 256; next++) {
            characters.add(String.valueOf((char) next));
        }
        List<String> tokens = new ArrayList<>(characters);
        characters.forEach(character -> tokens.add(character + "</w>"));
        merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
        tokens.addAll(List.of("<|startoftext|>", "<|endoftext|>"));
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(tokens.get(id), id);
        }
        return new ClipVocabulary(ids, merges, ClipVocabulary.Special.CLIP, 77, List.of());
    }
}
