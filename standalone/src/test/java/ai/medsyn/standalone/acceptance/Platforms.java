package ai.medsyn.standalone.acceptance;

import ai.medsyn.standalone.TestPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The platforms that all acceptance tests of a JVM share, started when the first test asks, and one dataset for those that only read. */
final class Platforms {

    private Platforms() {}

    /** The platform as users have it. */
    static TestPlatform usual() {
        return Usual.PLATFORM;
    }

    /** The folder behind the usual platform's root of models {@code scratch}. */
    static Path scratch() {
        return Usual.SCRATCH;
    }

    /** One with as little parallel work as there can be, whose store fails when {@link FailingStores} says so. */
    static TestPlatform constrained() {
        return Constrained.PLATFORM;
    }

    /** A client of the usual platform with the key of its administrator. */
    static Api api() {
        return client(usual());
    }

    static Api client(TestPlatform platform) {
        try {
            return new Api(platform.url(), platform.key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of building {@link Orders#REFERENCE} on the usual platform. */
    static JsonNode reference() {
        return Reference.RESULT;
    }

    private static final class Usual {
        static final Path SCRATCH = folder();
        static final TestPlatform PLATFORM = start(Map.of(
                "medsyn.models.roots.fixtures",
                Path.of("../generator-service/src/test/resources/fixtures/diffusion")
                        .toAbsolutePath()
                        .normalize()
                        .toString(),
                "medsyn.models.roots.scratch",
                SCRATCH.toString(),
                "medsyn.diffusion.attempts",
                "1"));
    }

    private static final class Constrained {
        static final TestPlatform PLATFORM = start(Map.of(
                "medsyn.jobs.threads", "1",
                "medsyn.jobs.partitions", "1",
                "medsyn.jobs.first-retry", "50ms",
                "spring.main.sources", FailingStores.class.getName()));
    }

    private static final class Reference {
        static final JsonNode RESULT = api().build(Orders.REFERENCE);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("medsyn-scratch-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestPlatform start(Map<String, String> properties) {
        try {
            Path folder = Files.createTempDirectory("medsyn-acceptance-");
            TestPlatform platform = TestPlatform.start(folder.resolve("data"), properties);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, folder)));
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(TestPlatform platform, Path folder) {
        try {
            platform.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
