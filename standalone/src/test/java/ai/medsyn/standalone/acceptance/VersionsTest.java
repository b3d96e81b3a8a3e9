package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Thresholds decide what a dataset holds: while it is built, and afterwards in another version of it. */
class VersionsTest {

    private final Api api = Platforms.api();
    private final JsonNode reference = Platforms.reference();
    private final String dataset = reference.path("dataset").asString();
    private final Map<String, Double> strict = Measured.strict(api, dataset);

    @Test
    void a_stricter_cut_is_a_major_version_with_fewer_samples_and_draws_nothing() {
        JsonNode tried = api.post(path("/what-if"), Map.of("thresholds", strict))
                .expect(200)
                .json()
                .path("counts");
        String job = cut(Map.of("thresholds", strict, "exports", List.of("folder")));
        JsonNode version = api.result(job);

        assertThat(version.path("version").asString()).matches("[2-9]\\.0\\.0");
        assertThat(version.path("accepted").asInt())
                .isBetween(1, Orders.COUNT - 1)
                .isEqualTo(tried.path("accepted").asInt());
        assertThat(version.path("generated").asInt())
                .isEqualTo(tried.path("candidates").asInt())
                .isEqualTo(reference.path("generated").asInt());
        assertThat(version.path("rejected")).isEqualTo(tried.path("rejectedBy"));
        assertThat(version.path("rejected").path(Measured.POLICY).asInt()).isPositive();
        assertThat(api.all("/v1/jobs?parent=" + job, 100))
                .extracting(child -> child.path("kind").asString())
                .containsExactly("curation.decide");
        String cut = version.path("dataset").asString();
        assertThat(api.get("/v1/datasets/" + cut).json().path("parent").asString())
                .isEqualTo(dataset);
        assertThat(hashes(cut)).isNotEmpty().isSubsetOf(hashes(dataset));
        assertThat(api.get("/v1/datasets/" + dataset).json().path("manifestDigest"))
                .isEqualTo(reference.path("manifestDigest"));
    }

    @Test
    void the_same_thresholds_again_are_a_patch_with_the_same_digest() {
        JsonNode version = api.result(cut(Map.of("thresholds", Map.of(), "exports", List.of())));
        assertThat(version.path("version").asString()).matches("1\\.0\\.[1-9]");
        assertThat(version.path("manifestDigest")).isEqualTo(reference.path("manifestDigest"));
        assertThat(version.path("accepted")).isEqualTo(reference.path("accepted"));
    }

    @Test
    void a_sample_knows_every_version_that_holds_it() {
        JsonNode version = api.result(cut(Map.of("count", 1, "exports", List.of())));
        JsonNode first = api.samples(dataset).get(0);
        JsonNode holders = api.get(path("/samples/" + first.path("ordinal").asInt() + "/lineage"))
                .json()
                .path("downstream")
                .path("datasets");
        assertThat(holders)
                .extracting(holder -> holder.path("dataset").asString())
                .contains(dataset, version.path("dataset").asString());
    }

    @Test
    void strict_thresholds_are_topped_up_to_exactly_the_requested_number() {
        Map<String, Object> order =
                Orders.with(Orders.order("topped-up", 8, Orders.SEED), "curation", Map.of("thresholds", strict));
        String job = api.submit(order);
        JsonNode result = api.result(job);
        assertThat(result.path("accepted").asInt()).isEqualTo(8);
        assertThat(result.path("rejected").path(Measured.POLICY).asInt()).isPositive();
        assertThat(api.samples(result.path("dataset").asString())).hasSize(8);
        assertThat(api.all("/v1/jobs?kind=images.draw&parent=" + job, 100)).hasSizeGreaterThan(1);
    }

    @Test
    void what_cannot_be_reached_fails_with_its_statistics_and_leaves_no_dataset() {
        Map<String, Object> order = Orders.with(
                Orders.order("impossible", 2, Orders.SEED),
                "curation",
                Map.of("thresholds", Map.of("token-count", 1000)));
        String id = api.submit(Orders.with(order, "maxCandidates", 5));
        JsonNode job = api.ended(id);
        assertThat(job.path("state").asString()).isEqualTo("FAILED");
        assertThat(job.path("error").path("code").asString()).isEqualTo("acceptance-too-low");
        assertThat(job.path("error").path("message").asString())
                .contains("expected 2 accepted samples", "found 0 of 5", "token-count=5");
        JsonNode failed = api.all("/v1/datasets", 50).stream()
                .filter(row -> row.path("job").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(api.samples(failed.path("id").asString())).isEmpty();
        api.get("/v1/datasets/" + failed.path("id").asString() + "/contact-sheet")
                .problem(409, "dataset-empty");
        api.post("/v1/datasets/" + failed.path("id").asString() + "/versions", Map.of())
                .problem(409, "dataset-not-sealed");
    }

    private String cut(Map<String, ?> wish) {
        return Api.accepted(api.post(path("/versions"), wish));
    }

    private List<String> hashes(String version) {
        return api.samples(version).stream()
                .map(sample -> sample.path("image").path("sha256").asString())
                .toList();
    }

    private String path(String rest) {
        return "/v1/datasets/" + dataset + rest;
    }
}
