package ai.medsyn.standalone.crash;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.standalone.crash.Cluster.Victim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Processes are killed and the database restarts while datasets are built. What comes out must not show it: every dataset completes, with
 * each sample once, and is the same to the byte as the one that nobody disturbed.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

    private static final int SAMPLES = 60;
    private static final long SEED = 20_241_122;

    @TempDir
    static Path folder;

    private Cluster cluster;
    private CrashClient client;
    private Build undisturbed;
    /** The shortest build so far, in milliseconds: the first one also warms up every process. */
    private long shortest = Long.MAX_VALUE;

    /** A build that ended well. */
    private record Build(JsonNode result) {
        String digest() {
            return result.path("manifestDigest").asString();
        }
    }

    @BeforeAll
    void buildUndisturbed() throws Exception {
        cluster = new Cluster(folder);
        client = new CrashClient(cluster.url(), Cluster.KEY);
        undisturbed = build("undisturbed", new ArrayDeque<>(), RandomGenerator.getDefault());
        verify(undisturbed);
    }

    @AfterAll
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void a_dataset_is_the_same_after_kills_of_worker_generator_and_gateway_and_a_restart_of_the_database()
            throws Exception {
        storm(List.of(Victim.WORKER, Victim.GENERATOR, Victim.GATEWAY, Victim.DATABASE), 1);
    }

    @Test
    @Tag("long")
    void a_dataset_is_the_same_after_twenty_five_strikes_at_random_points() throws Exception {
        List<Victim> victims = IntStream.range(0, 25)
                .mapToObj(strike -> Victim.values()[strike % Victim.values().length])
                .toList();
        storm(victims, 2);
    }

    /** Builds the same dataset again and again until every victim was struck while a build ran. */
    private void storm(List<Victim> victims, long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Deque<Victim> waiting = new ArrayDeque<>(victims);
        int most = 3 * victims.size();
        for (int round = 0; !waiting.isEmpty() && round < most; round++) {
            Build build = build("storm-" + seed + "-" + round, waiting, random);
            verify(build);
            assertThat(build.digest()).as("digest after round %d", round).isEqualTo(undisturbed.digest());
        }
        assertThat(waiting).as("victims that no round could strike in time").isEmpty();
    }

    /** Builds one dataset and strikes at most two victims meanwhile, each at a random moment of the time that a build takes. */
    private Build build(String name, Deque<Victim> victims, RandomGenerator random) throws Exception {
        cluster.recover();
        long begin = System.nanoTime();
        String job = client.submit(request(name));
        for (int strike = 0; strike < 2 && !victims.isEmpty(); strike++) {
            long moment = (long) (random.nextDouble() * shortest);
            if (!client.runsStill(job, moment)) {
                break;
            }
            cluster.strike(victims.removeFirst());
        }
        JsonNode result = client.awaitSuccess(job);
        shortest = Math.min(shortest, (System.nanoTime() - begin) / 1_000_000);
        return new Build(result);
    }

    private static Map<String, Object> request(String name) {
        return Map.of(
                "name", name,
                "count", SAMPLES,
                "seed", SEED,
                "images", Map.of("size", 256),
                "exports", List.of("folder"));
    }

    private void verify(Build build) throws Exception {
        JsonNode result = build.result();
        assertThat(result.path("accepted").asInt()).isEqualTo(SAMPLES);
        List<JsonNode> samples = client.samples(result.path("dataset").asString());
        assertThat(samples)
                .extracting(sample -> sample.path("position").asInt())
                .containsExactlyElementsOf(IntStream.range(0, SAMPLES).boxed().toList());
        assertThat(samples).extracting(sample -> sample.path("ordinal").asInt()).doesNotHaveDuplicates();
        String corpus = "(select corpus from dataset where id = '"
                + result.path("dataset").asString() + "')";
        int generated = result.path("generated").asInt();
        for (String table : List.of("sample", "sample_image", "measurement")) {
            assertThat(cluster.count("select count(*) from " + table + " where corpus = " + corpus))
                    .as("rows of %s", table)
                    .isEqualTo(generated);
        }
        assertThat(exportedImages(result)).isEqualTo(SAMPLES);
    }

    private long exportedImages(JsonNode result) throws IOException {
        Path export = cluster.artifacts()
                .resolve(result.path("exports").get(0).path("prefix").asString());
        try (Stream<Path> files = Files.walk(export)) {
            return files.map(file -> export.relativize(file).toString())
                    .filter(name -> name.endsWith(".png"))
                    .filter(name -> !name.startsWith("masks") && !name.equals("contact-sheet.png"))
                    .count();
        }
    }
}
