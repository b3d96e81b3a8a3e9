package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bad requests: each is refused at once, with a code for programs and words for people. */
class RefusalsTest {

    private static final Map<String, Object> ORDER = Orders.order("refused", 4, 1);
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private final Api api = Platforms.api();

    static Stream<Arguments> badMembers() {
        return Stream.of(
                Arguments.of("reports", Map.of("writer", "no-such-writer"), "reports.writer"),
                Arguments.of("reports", Map.of("writer", "phantom-6"), "reports.writer"),
                Arguments.of("images", Map.of("generator", "../../etc/passwd"), "images.generator"),
                Arguments.of("images", Map.of("generator", "phantom-99"), "images.generator"),
                Arguments.of("images", Map.of("size", 0), "images.size"),
                Arguments.of("images", Map.of("size", 257), "images.size"),
                Arguments.of("images", Map.of("size", 100_000), "images.size"),
                Arguments.of("count", -1, "count"),
                Arguments.of("count", 0, "count"),
                Arguments.of("count", 1_000_000_000, "count"),
                Arguments.of("name", "", "name"),
                Arguments.of("name", "../up", "name"),
                Arguments.of("curation", thresholds("no-such-policy", 1), "curation.thresholds.no-such-policy"),
                Arguments.of("curation", thresholds("token-count", -5), "curation.thresholds.token-count"),
                Arguments.of("splits", Map.of("train", 0.5, "test", 0.6), "splits"),
                Arguments.of("splits", Map.of("train", 1.5, "test", -0.5), "splits"),
                Arguments.of("splits", Map.of("../train", 1), "splits"),
                Arguments.of("splits", Map.of(), "splits"),
                Arguments.of("exports", List.of("floppy"), "exports"),
                Arguments.of("reports", Map.of("sampling", Map.of("clinical", 21)), "reports.sampling.clinical"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badMembers")
    void a_bad_value_is_named(String member, Object value, String field) {
        JsonNode problem =
                api.post("/v1/datasets", Orders.with(ORDER, member, value)).problem(400, "validation-failed");
        assertThat(problem.path("violations"))
                .extracting(violation -> violation.path("field").asString())
                .containsExactly(field);
        api.post("/v1/datasets/preview", Orders.with(ORDER, member, value)).problem(400, "validation-failed");
    }

    @Test
    void all_violations_are_told_at_once() {
        Map<String, Object> order =
                Orders.with(Orders.with(ORDER, "exports", List.of("floppy")), "curation", thresholds("none", 1));
        JsonNode problem = api.post("/v1/datasets", Orders.with(order, "images", Map.of("size", 260)))
                .problem(400, "validation-failed");
        assertThat(problem.path("violations"))
                .extracting(violation -> violation.path("field").asString())
                .containsExactlyInAnyOrder("curation.thresholds.none", "exports", "images.size");
    }

    @Test
    void what_is_wrong_with_the_form_and_with_its_meaning_is_told_at_once_and_no_field_twice() {
        Map<String, Object> order = Orders.with(
                Orders.with(Orders.with(ORDER, "count", 0), "exports", Arrays.asList("floppy", null)),
                "splits",
                Map.of("train", 2));
        JsonNode problem = api.post(
                        "/v1/datasets", Orders.with(order, "images", Map.of("size", 7, "generator", "phantom-99")))
                .problem(400, "validation-failed");
        assertThat(problem.path("violations"))
                .extracting(violation -> violation.path("field").asString())
                .containsExactly("count", "exports[1]", "images.generator", "images.size", "splits");
    }

    @Test
    void what_nothing_would_obey_is_refused() {
        Map<String, Object> reports =
                Map.of("reportSet", UNKNOWN, "writer", "grammar-2", "sampling", Map.of("clinical", 2));
        JsonNode problem =
                api.post("/v1/datasets", Orders.with(ORDER, "reports", reports)).problem(400, "validation-failed");
        assertThat(problem.path("violations"))
                .extracting(violation -> violation.path("field").asString())
                .containsExactly("reports.sampling", "reports.writer");
        problem =
                api.post("/v1/datasets", Orders.with(ORDER, "maxCandidates", 3)).problem(400, "validation-failed");
        assertThat(problem.path("violations").path(0).path("message").asString())
                .isEqualTo("must be at least count, 4");
    }

    @Test
    void a_violation_of_an_import_names_the_field_of_the_request() {
        JsonNode problem = api.post("/v1/dataset-imports", Map.of("name", "x y", "layout", "csv", "location", "none/a"))
                .problem(400, "validation-failed");
        assertThat(problem.path("violations").path(0).path("field").asString()).isEqualTo("name");
        problem = api.post("/v1/dataset-imports", Map.of("name", "x", "layout", "csv", "location", "none/a"))
                .problem(400, "validation-failed");
        assertThat(problem.path("violations").path(0).path("field").asString()).isEqualTo("location");
        assertThat(api.post("/v1/dataset-imports", Map.of("name", "x", "layout", "floppy"))
                        .problem(400, "unreadable-body")
                        .path("detail")
                        .asString())
                .isEqualTo("layout must be one of csv, nih, found floppy.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"count\":2,\"colour\":\"blue\"}",
                "{\"name\":\"x\",\"count\":\"2\"}",
                "{\"name\":\"x\",\"count\":2.5}",
                "{\"name\":\"x\",\"count\":[2]}",
                "{\"name\":7,\"count\":2}",
                "{\"name\":\"x\",\"count\":2,\"count\":3}",
                "{\"name\":\"x\",\"count\":2,\"curation\":{\"thresholds\":{\"image-blur\":NaN}}}",
                "{\"name\":\"x\",\"count\":2,\"seed\":99999999999999999999}",
                "{\"name\":\"x\",\"count\":2,\"reports\":{\"reportSet\":\"seven\"}}",
                "{\"name\":\"x\",\"count\":2",
                "[]",
                "null",
                "",
                "\u0000"
            })
    void a_body_that_is_no_order_is_refused(String body) {
        api.postText("/v1/datasets", body).problem(400, "unreadable-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"count\":2,\"curation\":{\"thresholds\":{\"image-blur\":\"NaN\"}}}",
                "{\"name\":\"x\",\"count\":2,\"curation\":{\"thresholds\":{\"image-blur\":null}}}",
                "{\"name\":\"x\",\"count\":2,\"splits\":{\"train\":null}}",
                "{\"name\":\"x\",\"count\":2,\"exports\":[null]}",
                "{\"name\":null,\"count\":2}",
                "{\"name\":\"x\"}",
                "{}"
            })
    void what_is_no_number_or_nothing_where_a_value_belongs_is_refused(String body) {
        api.postText("/v1/datasets", body).problem(400, "validation-failed");
    }

    @Test
    void caps_that_cannot_suffice_are_refused_with_the_numbers() {
        Map<String, Object> capped = Map.of("sampling", Map.of("clinical", 3, "anatomy", 1, "maxUse", 1));
        JsonNode problem = api.post("/v1/datasets", Orders.with(Orders.with(ORDER, "count", 5_000), "reports", capped))
                .problem(422, "infeasible-sampling");
        assertThat(problem.path("groups").size()).isPositive();
    }

    @Test
    void an_unknown_report_set_is_not_found() {
        api.post("/v1/datasets", Orders.with(ORDER, "reports", Map.of("reportSet", UNKNOWN)))
                .problem(404, "report-set-not-found");
        api.get("/v1/report-sets/" + UNKNOWN).problem(404, "report-set-not-found");
    }

    @Test
    void a_body_of_another_type_is_refused() {
        api.post("/v1/datasets", BodyPublishers.ofString("<order/>"), "application/xml")
                .problem(415, "unsupported-media-type");
        api.post("/v1/datasets", BodyPublishers.ofString("{}"), "*/*").problem(415, "unsupported-media-type");
        api.post("/v1/report-sets", Map.of("name", "x")).problem(415, "unsupported-media-type");
    }

    @Test
    void what_does_not_exist_is_not_found() {
        String dataset = "/v1/datasets/" + Platforms.reference().path("dataset").asString();
        api.get("/v1/datasets/" + UNKNOWN).problem(404, "dataset-not-found");
        api.get("/v1/datasets/" + UNKNOWN + "/samples").problem(404, "dataset-not-found");
        api.get("/v1/datasets/" + UNKNOWN + "/contact-sheet").problem(404, "dataset-not-found");
        api.post("/v1/datasets/" + UNKNOWN + "/versions", Map.of()).problem(404, "dataset-not-found");
        api.post("/v1/datasets/" + UNKNOWN + "/what-if", Map.of()).problem(404, "dataset-not-found");
        api.get(dataset + "/samples/999999").problem(404, "sample-not-found");
        api.get(dataset + "/samples/999999/image").problem(404, "sample-not-found");
        api.get(dataset + "/samples/999999/lineage").problem(404, "sample-not-found");
        api.get(dataset + "/samples/-1").problem(404, "sample-not-found");
        api.postText(dataset + "/samples/999999/replay", "").problem(404, "sample-not-found");
        api.get("/v1/jobs/" + UNKNOWN).problem(404, "job-not-found");
        api.get("/v1/jobs/" + UNKNOWN + "/events").problem(404, "job-not-found");
        api.postText("/v1/jobs/" + UNKNOWN + "/cancel", "").problem(404, "job-not-found");
        api.get("/v1/models/no-such-model").problem(404, "model-not-found");
        api.postText("/v1/models/no-such-model/verify", "").problem(404, "model-not-found");
        api.get("/v1/trainings/" + UNKNOWN).problem(404, "training-not-found");
        api.get("/v1/evaluations/" + UNKNOWN).problem(404, "evaluation-not-found");
        for (String part : List.of("", "/table", "/table.md", "/table.csv", "/table.tex", "/table.html", "/plot.svg")) {
            api.get("/v1/experiments/" + UNKNOWN + part).problem(404, "experiment-not-found");
        }
        api.get("/v1/lineage?kind=experiment&id=" + UNKNOWN).problem(404, "experiment-not-found");
        api.get("/v1/no-such-thing").problem(404, "not-found");
    }

    @Test
    void an_id_or_a_cursor_of_the_wrong_form_is_refused() {
        String dataset = "/v1/datasets/" + Platforms.reference().path("dataset").asString();
        api.get("/v1/datasets/seven").problem(400, "invalid-parameter");
        api.get("/v1/jobs/seven").problem(400, "invalid-parameter");
        api.get(dataset + "/samples/first").problem(400, "invalid-parameter");
        api.get(dataset + "/samples/99999999999").problem(400, "invalid-parameter");
        api.get("/v1/datasets?limit=0").problem(400, "invalid-parameter");
        api.get("/v1/datasets?limit=501").problem(400, "invalid-parameter");
        api.get("/v1/lineage?kind=PLANET&id=x").problem(400, "invalid-parameter");
        api.get("/v1/lineage?kind=MODEL").problem(400, "missing-parameter");
        api.get("/v1/lineage?kind=report-set&id=" + UUID.randomUUID()).problem(404, "report-set-not-found");
        api.get("/v1/lineage?kind=model&id=no-such-model").problem(404, "model-not-found");
        for (String listing : List.of(
                "/v1/datasets",
                "/v1/jobs",
                "/v1/models",
                "/v1/report-sets",
                "/v1/experiments",
                "/v1/evaluations",
                "/v1/trainings",
                dataset + "/samples")) {
            api.get(listing + "?cursor=backwards").problem(400, "invalid-cursor");
        }
        String foreign =
                api.get(dataset + "/samples?limit=1").json().path("nextCursor").asString();
        api.get("/v1/datasets?cursor=" + foreign).problem(400, "invalid-cursor");
    }

    @Test
    void versions_of_a_dataset_are_checked_like_orders() {
        String dataset = "/v1/datasets/" + Platforms.reference().path("dataset").asString();
        for (String path : List.of(dataset + "/versions", dataset + "/what-if")) {
            api.post(path, thresholds("no-such-policy", 1)).problem(400, "validation-failed");
            api.post(path, thresholds("token-count", 1e9)).problem(400, "validation-failed");
            api.post(path, Map.of("count", 0)).problem(400, "validation-failed");
            api.post(path, Map.of("color", 0)).problem(400, "unreadable-body");
        }
        api.post(dataset + "/versions", Map.of("exports", List.of("floppy"))).problem(400, "validation-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models/../../../etc", "/etc", "../etc", "no-such-root/model", "models/\u0000", "models"})
    void a_model_outside_of_the_configured_roots_is_refused(String location) {
        Map<String, Object> model = Map.of(
                "id", "model-" + UUID.randomUUID(),
                "kind", "IMAGE_GENERATOR",
                "format", "DIFFUSERS_ONNX",
                "version", "1",
                "location", location,
                "licence", "MIT");
        Answer answer = api.post("/v1/models", model);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().path("code").asString()).isIn("model-location-refused", "unreadable-body");
    }

    @Test
    void a_bad_idempotency_key_is_refused() {
        api.postText("/v1/datasets", "{\"name\":\"x\",\"count\":1}", "Idempotency-Key", "k".repeat(129))
                .problem(400, "validation-failed");
    }

    private static Map<String, Object> thresholds(String policy, double threshold) {
        return Map.of("thresholds", Map.of(policy, threshold));
    }
}
