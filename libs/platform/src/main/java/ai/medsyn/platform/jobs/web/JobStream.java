package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobEvent;
import ai.medsyn.platform.jobs.JobForecast;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobReader;
import ai.medsyn.platform.jobs.JobState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client that follows one job. The poller fills it while it is idle, a writer empties it; the flag {@link #busy} hands the other fields from
 * one to the other.
 */
final class JobStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final long RECONNECT_MILLIS = 2000;

    private final JobId job;
    private final SseEmitter emitter;
    private final JsonMapper json;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long known;
    private List<JobEvent> events = List.of();
    private @Nullable String progress;
    private boolean progressIsNew;
    private long lastWrite;

    JobStream(JobId job, long known, SseEmitter emitter, JsonMapper json) {
        this.job = job;
        this.known = known;
        this.emitter = emitter;
        this.json = json;
    }

    /** What a {@code state} event tells. */
    private record StateData(
            JobState state, int attempts, @Nullable String errorCode, Instant at) {}

    /** What a {@code progress} event tells. */
    private record ProgressData(
            long done,
            long total,
            String unit,
            @Nullable String phase,
            @Nullable Double ratePerSecond,
            @Nullable Instant eta,
            @Nullable Integer queuePosition) {}

    JobId job() {
        return job;
    }

    long known() {
        return known;
    }

    boolean idle() {
        return !busy.get();
    }

    /** Takes what is new; true if that is to be written. */
    boolean take(List<JobEvent> all, JobReader.Seen seen) {
        events = all.stream().filter(event -> event.seq() > known).toList();
        String now = json.writeValueAsString(data(seen));
        progressIsNew = !now.equals(progress);
        progress = now;
        boolean quiet = System.nanoTime() - lastWrite > HEARTBEAT.toNanos();
        boolean something = !events.isEmpty() || progressIsNew || quiet;
        busy.set(something);
        return something;
    }

    private static ProgressData data(JobReader.Seen seen) {
        Job.Progress progress = seen.job().progress();
        JobForecast forecast = seen.forecast();
        return new ProgressData(
                progress.done(),
                progress.total(),
                progress.unit(),
                progress.phase(),
                forecast.ratePerSecond(),
                forecast.eta(),
                forecast.queuePosition());
    }

    /** Writes what was taken; false if nothing more is to be written, because the job or the client is gone. */
    boolean write() {
        try {
            if (progressIsNew) {
                emitter.send(SseEmitter.event().name("progress").data(String.valueOf(progress)));
            } else if (events.isEmpty()) {
                emitter.send(SseEmitter.event().comment("still here"));
            }
            for (JobEvent event : events) {
                emitter.send(state(event));
                known = event.seq();
            }
            lastWrite = System.nanoTime();
            boolean last =
                    !events.isEmpty() && events.get(events.size() - 1).state().ended();
            if (last) {
                emitter.complete();
            }
            busy.set(false);
            return !last;
        } catch (IOException | IllegalStateException gone) {
            return false; // the server has noticed, too, and completes the request
        }
    }

    private SseEventBuilder state(JobEvent event) {
        StateData data = new StateData(event.state(), event.attempts(), event.errorCode(), event.at());
        return SseEmitter.event()
                .id(Long.toString(event.seq()))
                .name("state")
                .reconnectTime(RECONNECT_MILLIS)
                .data(json.writeValueAsString(data));
    }

    void end() {
        emitter.complete();
    }
}
