package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A store without space, simulated in front of the real one: in the middle of the images, and at the export. */
class FullStoreTest {

    private final Api api = Platforms.client(Platforms.constrained());

    @AfterEach
    void makeSpace() {
        FailingStores.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"corpora/", "datasets/"})
    void a_full_store_fails_the_job_shows_nothing_half_made_and_a_retry_completes_it(String objects)
            throws IOException {
        FailingStores.fill(objects);
        String name = "full-" + objects.replace("/", "");
        String id = api.submit(Orders.order(name, 3, Orders.SEED));
        JsonNode failed = api.ended(id);
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("error").path("code").asString()).isEqualTo("store-unavailable");
        assertThat(failed.path("error").path("message").asString())
                .contains("store")
                .doesNotContain("Exception", "/tmp");
        assertThat(failed.path("result").isObject()).isFalse();
        JsonNode dataset = dataset(id);
        if (objects.equals("corpora/")) {
            assertThat(dataset.path("state").asString()).isNotEqualTo("SEALED");
            assertThat(api.samples(dataset.path("id").asString())).isEmpty();
        }
        assertThat(exported(dataset)).isZero();

        FailingStores.empty();
        api.postText("/v1/jobs/" + id + "/retry", "").expect(200);
        JsonNode result = api.result(id);
        assertThat(result.path("accepted").asInt()).isEqualTo(3);
        assertThat(dataset(id).path("state").asString()).isEqualTo("SEALED");
        assertThat(exported(dataset))
                .isEqualTo(result.path("exports").path(0).path("files").asLong());
        JsonNode undisturbed = Platforms.api().build(Orders.order(name, 3, Orders.SEED));
        assertThat(result.path("manifestDigest")).isEqualTo(undisturbed.path("manifestDigest"));
    }

    @Test
    void a_retry_leaves_a_package_alone_that_was_complete_before_the_failure() throws IOException {
        FailingStores.fill("datasets/[^/]+/webdataset/");
        String id = api.submit(
                Orders.with(Orders.order("two-packages", 3, Orders.SEED), "exports", List.of("folder", "webdataset")));
        assertThat(api.ended(id).path("error").path("code").asString()).isEqualTo("store-unavailable");
        Path complete = packaged(dataset(id)).resolve("folder");
        // Whoever packs again writes this file again.
        Files.delete(complete.resolve("README.md"));

        FailingStores.empty();
        api.postText("/v1/jobs/" + id + "/retry", "").expect(200);
        JsonNode exports = api.result(id).path("exports");
        assertThat(exports).extracting(row -> row.path("format").asString()).containsExactly("folder", "webdataset");
        assertThat(complete.resolve("MANIFEST.sha256")).exists();
        assertThat(complete.resolve("README.md")).doesNotExist();
        assertThat(packaged(dataset(id)).resolve("webdataset/README.md")).exists();
    }

    @Test
    void an_upload_that_a_full_store_refuses_can_be_repeated() {
        byte[] table = "impression\r\nNo acute disease of the chest.\r\n".getBytes(StandardCharsets.UTF_8);
        FailingStores.fill("report-sets/");
        api.upload("/v1/report-sets", "full", "r.csv", table, "Idempotency-Key", "full")
                .problem(503, "store-unavailable");
        FailingStores.empty();
        String job = Api.accepted(api.upload("/v1/report-sets", "full", "r.csv", table, "Idempotency-Key", "full"));
        assertThat(api.result(job).path("kept").asInt()).isEqualTo(1);
    }

    private JsonNode dataset(String job) {
        return api.all("/v1/datasets", 100).stream()
                .filter(row -> row.path("job").asString().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private static Path packaged(JsonNode dataset) {
        return Platforms.constrained()
                .artifacts()
                .resolve("datasets")
                .resolve(dataset.path("id").asString());
    }

    private static long exported(JsonNode dataset) throws IOException {
        Path folder = packaged(dataset);
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
