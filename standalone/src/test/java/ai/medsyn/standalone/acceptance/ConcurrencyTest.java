package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Builds beside builds. */
class ConcurrencyTest {

    private final Api api = Platforms.api();

    @Test
    void four_builds_at_once_succeed_and_do_not_touch_each_other() {
        JsonNode reference = Platforms.reference();
        List<String> jobs = IntStream.range(0, 4)
                .mapToObj(i -> api.submit(
                        Orders.order("beside-" + i, i == 0 ? Orders.COUNT : 4, i == 0 ? Orders.SEED : 100 + i)))
                .toList();
        List<JsonNode> results = jobs.stream().map(api::result).toList();
        assertThat(results)
                .extracting(result -> result.path("accepted").asInt())
                .containsExactly(Orders.COUNT, 4, 4, 4);
        assertThat(results.get(0).path("manifestDigest")).isEqualTo(reference.path("manifestDigest"));
        assertThat(results)
                .extracting(result -> result.path("dataset").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void cancelling_one_build_in_the_middle_stops_it_with_its_children_and_no_other() {
        String victim = api.submit(Orders.order("cancelled", 800, 5));
        String other = api.submit(Orders.order("not-cancelled", 3, 6));
        api.await(
                victim,
                job -> job.path("state").asString().equals("RUNNING")
                        && job.path("progress").path("done").asInt() > 0);
        api.postText("/v1/jobs/" + victim + "/cancel", "").expect(200);
        api.postText("/v1/jobs/" + victim + "/cancel", "").expect(200);
        assertThat(api.ended(victim).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(api.result(other).path("accepted").asInt()).isEqualTo(3);

        List<String> states = new ArrayList<>();
        for (JsonNode child : api.all("/v1/jobs?parent=" + victim, 100)) {
            states.add(api.ended(child.path("id").asString()).path("state").asString());
        }
        assertThat(states).contains("CANCELLED").containsOnly("SUCCEEDED", "CANCELLED");
        assertThat(api.all("/v1/datasets", 100))
                .filteredOn(row -> row.path("job").asString().equals(victim))
                .extracting(row -> row.path("state").asString())
                .doesNotContain("SEALED");
        api.postText("/v1/jobs/" + other + "/cancel", "").problem(409, "job-wrong-state");
    }
}
