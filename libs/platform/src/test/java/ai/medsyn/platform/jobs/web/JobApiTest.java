package ai.medsyn.platform.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The job resource: submissions, listings, transitions. */
class JobApiTest extends JobApiBench {

    @Test
    void a_submission_is_accepted_with_the_address_and_the_whole_resource_of_its_job() {
        Answer answer = probe.post("/v1/gated", "{\"total\":3,\"note\":\"n\"}", as(Role.REQUESTER));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/jobs/" + answer.json().get("id"));
        assertThat(answer.json())
                .containsOnlyKeys(
                        "id",
                        "kind",
                        "state",
                        "progress",
                        "ratePerSecond",
                        "eta",
                        "queuePosition",
                        "attempts",
                        "submittedAt",
                        "startedAt",
                        "endedAt",
                        "spec",
                        "result",
                        "error",
                        "parent",
                        "team")
                .containsEntry("kind", "test.gated")
                .containsEntry("team", team)
                .containsEntry("spec", Map.of("total", 3, "note", "n"));
        gated.gate.release(3);
        assertThat(awaitState(answer.header("Location"), "SUCCEEDED").json())
                .containsEntry("result", Map.of("made", 3))
                .containsEntry("attempts", 1)
                .extracting("progress.done", "progress.total", "progress.unit")
                .containsExactly(3, 3, "rows");
    }

    @Test
    void a_repeated_submission_is_answered_with_the_same_job() {
        String[] headers = with(as(Role.REQUESTER), "Idempotency-Key", "k " + team);
        Answer first = probe.post("/v1/gated", "{\"total\":1,\"note\":\"n\"}", headers);
        Answer again = probe.post("/v1/gated", "{\"total\":1,\"note\":\"n\"}", headers);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Answer other = probe.post("/v1/gated", "{\"total\":2,\"note\":\"n\"}", headers);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json()).containsEntry("code", "idempotency-key-reused");
    }

    @Test
    void an_idempotency_key_that_is_too_long_is_refused() {
        Answer answer = probe.post(
                "/v1/gated",
                "{\"total\":1,\"note\":\"n\"}",
                with(as(Role.REQUESTER), "Idempotency-Key", "k".repeat(129)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "validation-failed");
    }

    @Test
    void a_full_queue_says_when_to_come_back_and_a_queued_job_says_how_many_are_before_it() {
        List<String> running = List.of(submit(1), submit(1));
        running.forEach(job -> awaitState(job, "RUNNING"));
        List<String> queued = IntStream.range(0, 4).mapToObj(i -> submit(1)).toList();
        Answer refused = probe.post("/v1/gated", "{\"total\":1,\"note\":\"n\"}", as(Role.REQUESTER));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json()).containsEntry("code", "queue-full");
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(queued.stream().map(job -> get(job).json().get("queuePosition")))
                .containsExactly(0, 1, 2, 3);
        gated.gate.release(6);
        queued.forEach(job -> awaitState(job, "SUCCEEDED"));
    }

    @Test
    void an_unchanged_job_is_not_sent_again() {
        String job = submit(4);
        // Its size is known a moment after it runs, and is the last that changes by itself.
        await().atMost(PATIENCE).until(() -> progress(job).get("total").equals(4));
        probe.post(job + "/pause", "", as(Role.REQUESTER));
        String tag = get(job).header("ETag");
        assertThat(tag).matches("\"[^\"]+\"");
        Answer unchanged = probe.get(job, with(as(Role.VIEWER), "If-None-Match", tag));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        probe.post(job + "/resume", "", as(Role.REQUESTER));
        Answer changed = probe.get(job, with(as(Role.VIEWER), "If-None-Match", tag));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    private Map<?, ?> progress(String job) {
        return (Map<?, ?>) get(job).json().get("progress");
    }

    @Test
    void every_committed_block_changes_the_tag() {
        String job = submit(3);
        awaitState(job, "RUNNING");
        List<String> tags = new ArrayList<>();
        for (int done = 1; done <= 2; done++) {
            gated.gate.release();
            int expected = done;
            await().atMost(PATIENCE).until(() -> progress(job).get("done").equals(expected));
            tags.add(get(job).header("ETag"));
        }
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void listings_are_newest_first_in_pages_and_filtered() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String job = submit(1);
            gated.gate.release();
            awaitState(job, "SUCCEEDED");
            addresses.add(0, job.substring("/v1/jobs/".length()));
        }
        List<Object> listed = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> page = get("/v1/jobs?limit=2" + cursor).json();
            ((List<?>) page.get("items")).forEach(item -> listed.add(((Map<?, ?>) item).get("id")));
            cursor = page.get("nextCursor") == null ? null : "&cursor=" + page.get("nextCursor");
        } while (cursor != null);
        assertThat(listed).isEqualTo(addresses);
        assertThat(items("/v1/jobs?state=SUCCEEDED&kind=test.gated")).hasSize(5);
        assertThat(items("/v1/jobs?state=RUNNING")).isEmpty();
        assertThat(items("/v1/jobs?kind=other")).isEmpty();
        assertThat(items("/v1/jobs?parent=00000000-0000-0000-0000-000000000001"))
                .isEmpty();
        assertThat(get("/v1/jobs?state=DONE").status()).isEqualTo(400);
        assertThat(get("/v1/jobs?cursor=abc").status()).isEqualTo(400);
    }

    private List<?> items(String path) {
        return (List<?>) get(path).json().get("items");
    }

    @Test
    void a_team_sees_its_own_jobs_and_an_administrator_those_of_all() {
        String job = submit(1);
        Answer other = probe.get(job, as("others", Role.REQUESTER));
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.json()).containsEntry("code", "job-not-found");
        assertThat(probe.post(job + "/cancel", "", as("others", Role.REQUESTER)).status())
                .isEqualTo(404);
        assertThat(probe.get("/v1/jobs?allTeams=true", as(Role.REQUESTER)).status())
                .isEqualTo(403);
        Answer all = probe.get("/v1/jobs?allTeams=true&limit=500", as("others", Role.ADMIN));
        assertThat(all.body()).contains(job.substring("/v1/jobs/".length()));
        assertThat(probe.get("/v1/jobs", as("others", Role.ADMIN)).body()).doesNotContain(team);
        assertThat(probe.post(job + "/cancel", "", as("others", Role.ADMIN)).json())
                .containsEntry("state", "CANCELLED");
    }

    @Test
    void changes_follow_the_table_of_transitions() {
        String job = submit(2);
        awaitState(job, "RUNNING");
        assertThat(probe.post(job + "/pause", "", as(Role.VIEWER)).status()).isEqualTo(403);
        assertThat(probe.post(job + "/pause", "", as(Role.REQUESTER)).json()).containsEntry("state", "PAUSED");
        // A worker may take the resumed job before the answer is read.
        assertThat(probe.post(job + "/resume", "", as(Role.REQUESTER)).json().get("state"))
                .isIn("QUEUED", "RUNNING");
        assertThat(probe.post(job + "/retry", "", as(Role.REQUESTER)).json()).containsEntry("code", "job-wrong-state");
        assertThat(probe.post(job + "/cancel", "", as(Role.REQUESTER)).status()).isEqualTo(200);
        assertThat(probe.post(job + "/cancel", "", as(Role.REQUESTER)).status()).isEqualTo(200);
        assertThat(probe.post(job + "/resume", "", as(Role.REQUESTER)).status()).isEqualTo(409);
        assertThat(get("/v1/jobs/00000000-0000-0000-0000-000000000001").status())
                .isEqualTo(404);
        assertThat(get("/v1/jobs/nonsense").status()).isEqualTo(400);
    }
}
