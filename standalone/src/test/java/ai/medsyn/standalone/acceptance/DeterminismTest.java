package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same request gives the same bytes. */
class DeterminismTest {

    private final Api api = Platforms.api();
    private final JsonNode reference = Platforms.reference();

    @Test
    void the_same_order_again_gives_the_same_digest_and_another_seed_another() {
        String again = api.submit(Orders.order("again", Orders.COUNT, Orders.SEED));
        String other = api.submit(Orders.order("other-seed", Orders.COUNT, Orders.SEED + 1));
        assertThat(digest(api.result(again))).isEqualTo(digest(reference));
        assertThat(digest(api.result(other))).isNotEqualTo(digest(reference));
    }

    @Test
    void a_platform_with_one_thread_and_one_partition_gives_the_same_digest() {
        JsonNode alone = Platforms.client(Platforms.constrained()).build(Orders.REFERENCE);
        assertThat(digest(alone)).isEqualTo(digest(reference));
        assertThat(alone.path("generated").asInt())
                .isEqualTo(reference.path("generated").asInt());
    }

    @Test
    void every_sample_replays_to_the_same_bytes() {
        String dataset = reference.path("dataset").asString();
        for (JsonNode sample : api.samples(dataset)) {
            String path = "/v1/datasets/" + dataset + "/samples/"
                    + sample.path("ordinal").asInt();
            JsonNode replay = api.postText(path + "/replay", "").expect(200).json();
            assertThat(replay.path("identical").asBoolean()).as("%s", replay).isTrue();
            assertThat(replay.path("image").path("replayed").asString())
                    .isEqualTo(sample.path("image").path("sha256").asString());
            assertThat(replay.path("text").path("replayed").asString())
                    .isEqualTo(sample.path("report").path("sha256").asString());
        }
    }

    private static String digest(JsonNode result) {
        return result.path("manifestDigest").asString();
    }
}
