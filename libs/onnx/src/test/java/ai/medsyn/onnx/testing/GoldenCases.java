package ai.medsyn.onnx.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Finds golden values: every case below the folder that the system property {@code medsyn.fixtures} names, else below the
 * module's own {@code src/test/resources/fixtures}. Tests that use it are test factories with the tag {@code golden}, so the same
 * tests run on other cases of the same kinds.
 */
public final class GoldenCases {

    private static final String PROPERTY = "medsyn.fixtures";

    /** What a golden test does with one case. */
    @FunctionalInterface
    public interface Check<T> {
        void verify(T subject) throws Exception;
    }

    private GoldenCases() {}

    /** One test a case of a kind (folder below the root) whose name starts with the prefix. */
    public static Stream<DynamicTest> tests(String kind, String prefix, Check<GoldenCase> check) {
        return cases(kind, prefix).stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), each.folder().toUri(), () -> check.verify(each)));
    }

    /** Every case of a kind whose name starts with the prefix, by name. */
    public static List<GoldenCase> cases(String kind, String prefix) {
        return files(kind, file -> file.endsWith("case.json")).stream()
                .map(GoldenCase::read)
                .filter(each -> each.name().startsWith(prefix))
                .toList();
    }

    /**
     * Every file of a kind that matches, by path. Foreign folders may hold only some kinds; our own resources must hold what a test
     * asks for.
     */
    public static List<Path> files(String kind, Predicate<Path> matches) {
        String foreign = System.getProperty(PROPERTY);
        Path folder = Path.of(foreign == null ? "src/test/resources/fixtures" : foreign)
                .resolve(kind);
        List<Path> found = Files.isDirectory(folder) ? walk(folder, matches) : List.of();
        if (found.isEmpty() && foreign == null) {
            throw new IllegalStateException(
                    "expected golden values of kind \"" + kind + "\" below " + folder + ", found none");
        }
        return found;
    }

    private static List<Path> walk(Path folder, Predicate<Path> matches) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(matches).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
