package ai.medsyn.standalone.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Datasets whose reports a language model behind an endpoint writes. */
class LanguageModelTest {

    private final Api api = Platforms.api();

    private static Map<String, Object> registration(String id, String address, Map<String, Object> parameters) {
        return Map.of(
                "id", id,
                "kind", "REPORT_WRITER",
                "format", "OPENAI_ENDPOINT",
                "version", "1",
                "location", address,
                "licence", "CC0-1.0",
                "parameters", parameters);
    }

    private String bank(String name, String list) {
        return api.result(Api.accepted(api.upload("/v1/entity-banks", name, "l.csv", list.getBytes(UTF_8))))
                .path("reference")
                .asString();
    }

    @Test
    void a_model_writes_a_dataset_and_what_it_cannot_say_is_rejected_with_its_last_difference() {
        String reference = bank(
                "sayable",
                "category,name\r\nDISEASE,pleural effusion\r\nDISEASE,pneumonia\r\nABNORMALITY,cardiomegaly\r\n"
                        + "NON_DISEASE,pneumothorax\r\nDISEASE,hiatal hernia\r\nNON_ABNORMALITY,rib fracture\r\n");
        try (WritingModel model = new WritingModel("hiatal hernia")) {
            api.post(
                            "/v1/models",
                            registration(
                                    "writing-model",
                                    model.address(),
                                    Map.of("model", "w", "attempts", 2, "priceInput", 2.5, "priceOutput", 10)))
                    .expect(201);
            Map<String, Object> order = Orders.order("by-a-model", 8, 5);
            order.put("maxCandidates", 60);
            order.put(
                    "reports",
                    Map.of(
                            "writer",
                            "writing-model",
                            "sampling",
                            Map.of("clinical", 2, "anatomy", 0, "maxUse", 60, "entityBank", reference)));
            // Short texts of few entities resemble each other; that is not what is tried here.
            order.put("curation", Map.of("thresholds", Map.of("near-duplicate-text", 0.0)));
            JsonNode result = api.build(order);

            String dataset = result.path("dataset").asString();
            assertThat(result.path("accepted").asInt()).isEqualTo(8);
            assertThat(result.path("rejected").path("entities-present").asInt()).isPositive();
            List<JsonNode> samples = api.samples(dataset);
            assertThat(samples)
                    .allSatisfy(sample -> assertThat(
                                    sample.path("report").path("entities").toString())
                            .doesNotContain("hiatal hernia"));
            JsonNode account =
                    api.get("/v1/datasets/" + dataset + "/writing").expect(200).json();
            assertThat(account.path("reports").asInt())
                    .isEqualTo(result.path("generated").asInt());
            assertThat(account.path("inexact").size())
                    .isEqualTo(account.path("reports").asInt()
                            - account.path("exact").asInt());
            assertThat(account.path("inexact").get(0).path("missing").get(0).asString())
                    .isEqualTo("DISEASE:hiatal hernia");
            assertThat(account.path("cost").asDouble()).isPositive();

            String path = "/v1/datasets/" + dataset + "/samples/"
                    + samples.get(0).path("ordinal").asInt();
            JsonNode upstream = api.get(path + "/lineage").expect(200).json().path("upstream");
            assertThat(upstream.path("writer").asString()).isEqualTo("writing-model");
            assertThat(upstream.path("writing").path("model").asString()).isEqualTo("w");
            assertThat(upstream.path("writing").path("attempts").size()).isEqualTo(2);
            assertThat(upstream.path("writing")
                            .path("prompts")
                            .path("findings-1")
                            .asString())
                    .hasSize(64);
            assertThat(api.postText(path + "/replay", "")
                            .expect(200)
                            .json()
                            .path("identical")
                            .asBoolean())
                    .isTrue();

            JsonNode balance =
                    api.get("/v1/datasets/" + dataset + "/balance").expect(200).json();
            assertThat(balance.path("cap").asInt()).isEqualTo(60);
            assertThat(balance.path("leastAccepted").get(0).path("entity").asString())
                    .isEqualTo("DISEASE:hiatal hernia");
            assertThat(balance.path("leastAccepted").get(0).path("acceptance").asDouble())
                    .isZero();
            // The lexicon calls cardiomegaly a disease.
            assertThat(balance.path("categories")
                            .path("DISEASE")
                            .path("entities")
                            .asInt())
                    .isEqualTo(4);
        }
    }

    @Test
    void an_endpoint_that_cannot_be_used_says_why() {
        api.post("/v1/models", registration("wrong-model", "http://127.0.0.1:9/v1", Map.of("temperature", "hot")))
                .expect(201);
        Map<String, Object> order = Orders.order("by-a-wrong-model", 2, 5);
        order.put("reports", Map.of("writer", "wrong-model"));
        api.post("/v1/datasets", order).problem(422, "writer-misconfigured");

        api.post(
                        "/v1/models",
                        registration("locked-model", "http://127.0.0.1:9/v1", Map.of("model", "w", "keyName", "lost")))
                .expect(201);
        order.put("reports", Map.of("writer", "locked-model"));
        api.post("/v1/datasets", order).problem(422, "writer-key-missing");

        order.put(
                "reports",
                Map.of(
                        "sampling",
                        Map.of(
                                "clinical",
                                1,
                                "anatomy",
                                0,
                                "entityBank",
                                bank("unknown", "category,name\r\nDISEASE,sunburn\r\n"))));
        assertThat(api.post("/v1/datasets", order)
                        .problem(422, "writer-cannot-say")
                        .path("detail")
                        .asString())
                .contains("sunburn");
    }
}
