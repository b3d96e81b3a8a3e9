package ai.medsyn.platform.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.jobs.web.EventProbe.Event;
import ai.medsyn.platform.security.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The events of a job, live, resumed and of many at once. */
class JobEventsTest extends JobApiBench {

    @Autowired
    JobStreams streams;

    @AfterEach
    void nobody_listens_any_more() {
        await().atMost(PATIENCE).until(() -> streams.count() == 0);
    }

    @Test
    void a_stream_tells_every_state_and_ends_with_the_last() {
        String job = submit(3);
        try (EventProbe stream = EventProbe.open(probe, job + "/events", as(Role.VIEWER))) {
            await().atMost(PATIENCE).until(() -> stream.states().contains("RUNNING"));
            gated.gate.release(3);
            await().atMost(PATIENCE).until(stream::ended);
            assertThat(stream.states()).containsExactly("QUEUED", "RUNNING", "SUCCEEDED");
            List<Event> progress = stream.events("progress");
            assertThat(progress.get(progress.size() - 1).data())
                    .containsEntry("done", 3)
                    .containsEntry("total", 3);
            String last = stream.events("state").get(2).id();
            assertThat(probe.get(job + "/events", with(as(Role.VIEWER), "Last-Event-ID", last))
                            .status())
                    .isEqualTo(204);
        }
        await().atMost(PATIENCE).until(() -> streams.count() == 0);
    }

    @Test
    void an_interrupted_stream_goes_on_without_losing_or_doubling_a_state() {
        String job = submit(3);
        List<Object> states = new ArrayList<>();
        String last = "";
        for (String change : List.of("pause", "resume", "pause", "resume")) {
            try (EventProbe stream =
                    EventProbe.open(probe, job + "/events", with(as(Role.VIEWER), "Last-Event-ID", last))) {
                await().atMost(PATIENCE).until(() -> !stream.states().isEmpty());
                List<Event> seen = stream.events("state");
                seen.forEach(event -> states.add(event.data().get("state")));
                last = seen.get(seen.size() - 1).id();
            }
            probe.post(job + "/" + change, "", as(Role.REQUESTER)); // nobody is listening
        }
        gated.gate.release(100); // also for the blocks that the pauses have left behind
        awaitState(job, "SUCCEEDED");
        try (EventProbe stream =
                EventProbe.open(probe, job + "/events", with(as(Role.VIEWER), "Last-Event-ID", last))) {
            await().atMost(PATIENCE).until(stream::ended);
            states.addAll(stream.states());
        }
        try (EventProbe whole = EventProbe.open(probe, job + "/events", as(Role.VIEWER))) {
            await().atMost(PATIENCE).until(whole::ended);
            assertThat(states).isEqualTo(whole.states());
        }
        assertThat(states)
                .startsWith("QUEUED")
                .endsWith("SUCCEEDED")
                .filteredOn("PAUSED"::equals)
                .hasSize(2);
    }

    @Test
    void many_streams_share_few_threads_and_connections() throws Exception {
        String job = submit(2);
        List<EventProbe> probes = together(60, () -> EventProbe.open(probe, job + "/events", as(Role.VIEWER)));
        assertThat(get(job).status()).isEqualTo(200);
        gated.gate.release(2);
        await().atMost(PATIENCE).until(() -> probes.stream().allMatch(EventProbe::ended));
        assertThat(probes)
                .allSatisfy(stream ->
                        assertThat(stream.states()).startsWith("QUEUED").endsWith("SUCCEEDED"));
    }

    /** Each is answered with its first event, that is a tick later. */
    private static List<EventProbe> together(int count, Callable<EventProbe> open) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(count);
        try {
            List<EventProbe> probes = new ArrayList<>();
            for (Future<EventProbe> opened : clients.invokeAll(Collections.nCopies(count, open))) {
                probes.add(opened.get());
            }
            return probes;
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void a_client_that_hangs_up_is_forgotten() {
        String job = submit(100_000);
        EventProbe stream = EventProbe.open(probe, job + "/events", as(Role.VIEWER));
        await().atMost(PATIENCE).until(() -> !stream.states().isEmpty());
        assertThat(streams.count()).isEqualTo(1);
        stream.close();
        await().atMost(PATIENCE).until(() -> {
            gated.gate.release();
            return streams.count() == 0;
        });
        probe.post(job + "/cancel", "", as(Role.REQUESTER));
    }

    @Test
    void a_stream_begins_with_an_event_of_its_own_and_of_a_job_one_may_see() {
        String job = submit(1);
        assertThat(probe.get(job + "/events", with(as(Role.VIEWER), "Last-Event-ID", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(probe.get(job + "/events", as("others", Role.VIEWER)).status())
                .isEqualTo(404);
    }
}
