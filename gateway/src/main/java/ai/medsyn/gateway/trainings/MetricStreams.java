package ai.medsyn.gateway.trainings;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobReader;
import ai.medsyn.platform.trainings.Training;
import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Event streams of metrics. Each open stream asks the database twice a second for what is new to it; a stream that breaks is continued by any
 * process, because the id of its last event says where it was.
 */
@Component
public class MetricStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MetricStreams.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final int MAX_STREAMS = 200;
    private static final int THREADS = 2;
    private static final int BATCH = 500;
    /** Ticks without a metric after which a comment tells proxies that the stream lives: 15 s. */
    private static final int QUIET = 30;

    private final TrainingMetrics metrics;
    private final JobReader jobs;
    private final JsonMapper json;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService threads;

    MetricStreams(TrainingMetrics metrics, JobReader jobs, JsonMapper json) {
        this.metrics = metrics;
        this.jobs = jobs;
        this.json = json;
    }

    /**
     * Opens a stream; it ends after the run's job did.
     *
     * @param after the last metric that the client has
     * @throws RequestRefused 429 {@code too-many-streams}
     */
    public SseEmitter open(Training training, TrainingMetrics.Position after) {
        ScheduledExecutorService running = threads;
        if (running == null || open.size() >= MAX_STREAMS) {
            throw RequestRefused.tooMany(
                    "too-many-streams",
                    "At most " + MAX_STREAMS + " metric streams are served at once; read GET /v1/trainings/"
                            + training.id() + "/metrics instead, or try again later.",
                    RETRY_AFTER);
        }
        Stream stream = new Stream(training, after);
        stream.emitter.onCompletion(() -> open.remove(stream));
        stream.emitter.onError(failure -> open.remove(stream));
        open.add(stream);
        running.schedule(() -> tick(stream, running), 0, TimeUnit.MILLISECONDS);
        return stream.emitter;
    }

    private void tick(Stream stream, ScheduledExecutorService running) {
        try {
            if (open.contains(stream) && stream.send()) {
                running.schedule(() -> tick(stream, running), TICK.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                open.remove(stream);
            }
        } catch (IOException | IllegalStateException gone) {
            open.remove(stream); // the server has noticed, too, and completes the request
        } catch (RuntimeException e) {
            LOG.warn("a metric stream of training {} ends: {}", stream.training.id(), e.toString());
            open.remove(stream);
            stream.emitter.complete();
        }
    }

    private final class Stream {

        private final Training training;
        private final SseEmitter emitter = new SseEmitter(0L);
        private TrainingMetrics.Position known;
        private int quiet;

        Stream(Training training, TrainingMetrics.Position known) {
            this.training = training;
            this.known = known;
        }

        /** Sends what is new; false if nothing more will come. */
        boolean send() throws IOException {
            // Looked at before the metrics: what a run reported before it ended must not be missed.
            boolean ended = jobs.find(training.job())
                    .map(seen -> seen.job().state().ended())
                    .orElse(true);
            List<TrainingMetric> fresh = metrics.read(training.id(), null, known, BATCH);
            for (TrainingMetric metric : fresh) {
                emitter.send(SseEmitter.event()
                        .id(metric.step() + "-" + metric.phase())
                        .name("metric")
                        .data(json.writeValueAsString(metric)));
                known = TrainingMetrics.Position.of(metric);
            }
            quiet = fresh.isEmpty() ? quiet + 1 : 0;
            if (quiet % QUIET == QUIET - 1) {
                emitter.send(SseEmitter.event().comment("still here"));
            }
            if (ended && fresh.size() < BATCH) {
                emitter.complete();
                return false;
            }
            return true;
        }
    }

    @Override
    public void start() {
        threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "metric-streams");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Before the web server stops, which would otherwise wait for the streams. */
    @Override
    public void stop() {
        ScheduledExecutorService running = threads;
        threads = null;
        if (running != null) {
            running.shutdownNow();
            open.forEach(stream -> stream.emitter.complete());
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
