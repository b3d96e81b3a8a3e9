package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What comes before a build: estimates, previews, repeated requests. */
class OrderingTest {

    private final Api api = Platforms.api();

    @Test
    void a_dry_run_estimates_and_builds_nothing() {
        JsonNode reference = Platforms.reference();
        assertThat(reference.path("accepted").asInt()).isEqualTo(Orders.COUNT);
        Map<String, Object> order = Orders.order("dry-" + UUID.randomUUID(), 100, 1);
        JsonNode estimate = api.post("/v1/datasets", Orders.with(order, "dryRun", true))
                .expect(200)
                .json();
        assertThat(estimate.path("feasible").asBoolean()).isTrue();
        assertThat(estimate.path("count").asInt()).isEqualTo(100);
        assertThat(estimate.path("expectedCandidates").asInt())
                .isBetween(100, estimate.path("maxCandidates").asInt());
        assertThat(estimate.path("expectedSeconds").asDouble()).isPositive();
        assertThat(estimate.path("expectedBytes").asLong()).isPositive();
        assertThat(estimate.path("entities").size()).isPositive();
        for (JsonNode group : estimate.path("entities")) {
            assertThat(group.path("capacity").asLong())
                    .isGreaterThanOrEqualTo(group.path("needed").asLong());
        }
        assertThat(api.all("/v1/datasets", 500))
                .extracting(row -> row.path("name").asString())
                .doesNotContain((String) order.get("name"));
    }

    @Test
    void a_preview_is_four_samples_of_what_the_build_makes() throws Exception {
        JsonNode samples = api.post("/v1/datasets/preview", Orders.REFERENCE)
                .expect(200)
                .json()
                .path("samples");
        assertThat(samples).extracting(sample -> sample.path("ordinal").asInt()).containsExactly(0, 1, 2, 3);
        Map<Integer, String> built = new HashMap<>();
        api.samples(Platforms.reference().path("dataset").asString())
                .forEach(sample -> built.put(
                        sample.path("ordinal").asInt(),
                        sample.path("image").path("sha256").asString()));
        for (JsonNode sample : samples) {
            byte[] png = Base64.getDecoder().decode(sample.path("png").asString());
            Png.read(png).radiograph(Orders.SIZE);
            assertThat(sample.path("impression").asString()).isNotBlank();
            String expected = built.get(sample.path("ordinal").asInt());
            if (expected != null) {
                assertThat(sha256(png)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_repeated_request_is_the_same_job_and_another_body_under_its_key_is_refused() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> order = Orders.order("repeated", 1, 3);
        List<String> jobs = IntStream.range(0, 3)
                .mapToObj(attempt -> Api.accepted(post(order, key)))
                .distinct()
                .toList();
        assertThat(jobs).hasSize(1);
        post(Orders.with(order, "count", 2), key).problem(409, "idempotency-key-reused");
        assertThat(api.result(jobs.get(0)).path("accepted").asInt()).isEqualTo(1);
        assertThat(Api.accepted(post(order, key))).isEqualTo(jobs.get(0));
    }

    @Test
    void a_name_that_is_built_again_gets_the_next_major_version() {
        JsonNode first = api.build(Orders.order("twice", 1, 3));
        JsonNode same = api.build(Orders.order("twice", 1, 3));
        JsonNode other = api.build(Orders.order("twice", 1, 4));
        assertThat(List.of(first, same, other))
                .extracting(result -> result.path("version").asString())
                .containsExactly("1.0.0", "2.0.0", "3.0.0");
    }

    private Answer post(Map<String, Object> order, String key) {
        return api.postText("/v1/datasets", JsonMapper.shared().writeValueAsString(order), "Idempotency-Key", key);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
