package ai.medsyn.standalone.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Entity banks: built from reports, from a list and from the lexicon, and what is drawn from them. */
class EntityBanksTest {

    private static final String BANKS = "/v1/entity-banks";

    private final Api api = Platforms.api();

    private String reportSet(String table) {
        return api.result(Api.accepted(api.upload("/v1/report-sets", "reports", "r.csv", table.getBytes(UTF_8))))
                .path("reportSet")
                .asString();
    }

    @Test
    void a_bank_of_real_reports_counts_what_they_mention_and_feeds_a_dataset_that_names_it() {
        StringBuilder table = new StringBuilder("id,impression\r\n");
        for (int i = 0; i < 12; i++) {
            table.append(i).append(",\"Small effusion in the left lung. No pneumothorax. Cardiomegaly.\"\r\n");
            table.append(100 + i).append(",\"Lungs are clear. No pleural fluid. Heart size is normal.\"\r\n");
        }
        table.append("200,\"Right pneumonia. No effusion or pneumothorax.\"\r\n");
        String set = reportSet(table.toString());
        JsonNode built = api.result(Api.accepted(api.post(BANKS, Map.of("name", "small", "reportSet", set))));
        String reference = built.path("reference").asString();
        assertThat(built.path("reports").asInt()).isEqualTo(25);

        JsonNode entities = api.get(BANKS + "/" + reference + "/entities?limit=500")
                .expect(200)
                .json()
                .path("items");
        Map<String, Integer> counts = new HashMap<>();
        entities.forEach(entity -> counts.put(
                entity.path("category").asString() + ":" + entity.path("name").asString(),
                entity.path("reports").asInt()));
        assertThat(counts)
                .containsEntry("DISEASE:pleural effusion", 12)
                .containsEntry("NON_DISEASE:pleural effusion", 13)
                .containsEntry("NON_DISEASE:pneumothorax", 13)
                .containsEntry("DISEASE:pneumonia", 1);
        JsonNode statistics =
                api.get(BANKS + "/" + reference + "/statistics").expect(200).json();
        assertThat(statistics.path("categories").path("DISEASE").path("once").asInt())
                .isEqualTo(1);
        assertThat(statistics.path("texts").path("impressions").path("texts").asInt())
                .isEqualTo(25);
        assertThat(statistics.path("together").get(0).path("lift").asDouble()).isPositive();
        for (String plot : List.of("rank-frequency", "co-occurrence", "top?category=DISEASE")) {
            Answer picture = api.get(BANKS + "/" + reference + "/plots/" + plot).expect(200);
            assertThat(picture.header("Content-Type")).startsWith("image/svg+xml");
            assertThat(picture.text()).startsWith("<svg").endsWith("</svg>\n");
        }

        Map<String, Object> order = Orders.order("from-a-bank", 3, 5);
        order.put(
                "reports",
                Map.of("sampling", Map.of("clinical", 2, "anatomy", 0, "entityBank", reference, "maxUse", 50)));
        JsonNode result = api.build(order);
        assertThat(api.samples(result.path("dataset").asString()))
                .allSatisfy(sample -> sample.path("report")
                        .path("entities")
                        .forEach(entity -> assertThat(counts).containsKey(entity.asString())));
        assertThat(api.get("/v1/lineage?kind=DATASET&id="
                                + result.path("dataset").asString())
                        .json()
                        .path("reached"))
                .extracting(step -> step.path("node").path("id").asString())
                .contains(built.path("bank").asString(), set);
    }

    @Test
    void a_list_of_150_000_entities_makes_a_bank_from_which_200_000_sets_are_drawn_under_the_cap() {
        StringBuilder list = new StringBuilder("category,name,reports\r\n");
        String[] categories = {"ABNORMALITY", "NON-ABNORMALITY", "DISEASE", "NON-DISEASE", "ANATOMY"};
        int[] sizes = {40_000, 30_000, 20_000, 20_000, 41_000};
        for (int category = 0; category < sizes.length; category++) {
            for (int i = 0; i < sizes[category]; i++) {
                list.append(categories[category])
                        .append(",entity number ")
                        .append(i)
                        .append(',');
                list.append(1 + 5_000 / (i + 1)).append("\r\n");
            }
        }
        list.append("DISEASE,Effusion,3000\r\nABNORMALITY,Pleural  effusion.,4000\r\nCOLOUR,blue,1\r\nDISEASE,,2\r\n");
        JsonNode built = api.result(Api.accepted(
                api.upload(BANKS, "large", "large.csv", list.toString().getBytes(UTF_8))));
        assertThat(built.path("entities").asInt()).isEqualTo(151_001);
        assertThat(built.path("dropped").path("category-unknown").asInt()).isEqualTo(1);
        assertThat(built.path("dropped").path("name-empty").asInt()).isEqualTo(1);
        String reference = built.path("reference").asString();
        JsonNode diseases = api.get(BANKS + "/" + reference + "/entities?category=DISEASE&limit=500")
                .json()
                .path("items");
        assertThat(diseases)
                .anySatisfy(entity -> assertThat(entity.path("name").asString() + entity.path("reports"))
                        .isEqualTo("pleural effusion7000"));

        Map<String, Object> wish =
                Map.of("count", 200_000, "clinical", 8, "anatomy", 3, "maxUse", 15, "entityBank", reference, "seed", 3);
        String job = Api.accepted(api.post("/v1/entity-samplings", wish));
        JsonNode balance = api.result(job).path("balance");
        balance.forEach(category ->
                assertThat(category.path("max").asInt()).as("%s", balance).isLessThanOrEqualTo(15));
        assertThat(balance.path("ANATOMY").path("uses").asInt()).isEqualTo(600_000);
        assertThat(balance.path("ANATOMY").path("evenness").asDouble()).isGreaterThan(0.99);
        JsonNode page = api.get("/v1/entity-samplings/" + job + "/sets?limit=2")
                .expect(200)
                .json();
        assertThat(page.path("items").get(1).path("entities").size()).isEqualTo(11);
        api.post(
                        "/v1/entity-samplings",
                        Map.of("count", 300_000, "clinical", 8, "anatomy", 3, "maxUse", 15, "entityBank", reference))
                .problem(422, "infeasible-sampling");
    }

    @Test
    void banks_have_versions_and_only_their_team_and_what_exists_is_found() {
        String key = UUID.randomUUID().toString();
        String body = "{\"name\":\"versions\"}";
        String job = Api.accepted(api.postText(BANKS, body, "Idempotency-Key", key));
        assertThat(Api.accepted(api.postText(BANKS, body, "Idempotency-Key", key)))
                .isEqualTo(job);
        assertThat(api.result(job).path("reference").asString()).isEqualTo("versions@1");
        assertThat(api.result(Api.accepted(api.postText(BANKS, body)))
                        .path("reference")
                        .asString())
                .isEqualTo("versions@2");
        JsonNode latest = api.get(BANKS + "/versions").expect(200).json();
        assertThat(latest.path("version").asInt()).isEqualTo(2);
        assertThat(api.get(BANKS + "/versions@1")
                        .expect(200)
                        .json()
                        .path("content")
                        .path("sha256"))
                .isEqualTo(latest.path("content").path("sha256"));
        assertThat(api.all(BANKS, 1))
                .extracting(bank -> bank.path("name").asString() + bank.path("version"))
                .containsSubsequence("versions2", "versions1");
        api.get(BANKS + "/versions@3").problem(404, "entity-bank-not-found");
        api.get(BANKS + "/..%2Fx").problem();
        api.post(BANKS, Map.of("name", "../x")).problem(400, "validation-failed");
        api.post(BANKS, Map.of("name", "x", "reportSet", UUID.randomUUID())).problem(404, "report-set-not-found");
        Map<String, Object> order = Orders.order("no-bank", 3, 5);
        order.put("reports", Map.of("sampling", Map.of("entityBank", "nowhere@1")));
        api.post("/v1/datasets", order).problem(404, "entity-bank-not-found");
    }
}
