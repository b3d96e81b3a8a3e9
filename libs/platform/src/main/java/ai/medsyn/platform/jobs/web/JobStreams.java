package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobEvent;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * All event streams of this process. One thread asks the database for what is new to any of them, a few others write; a stream itself holds
 * neither a thread nor a connection to the database. What a stream has sent is only known by number, so that one that breaks is
 * continued by any process.
 */
@Component
@EnableConfigurationProperties(JobStreamSettings.class)
class JobStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobStreams.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final JobReader reader;
    private final JsonMapper json;
    private final JobStreamSettings settings;
    private final Set<JobStream> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Threads threads;
    private boolean reachable = true;

    /** The threads between a start and a stop, after which there may be another start. */
    private record Threads(ScheduledExecutorService poller, ExecutorService writers) {
        Threads(int writers) {
            this(
                    Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "job-streams")),
                    Executors.newFixedThreadPool(writers, task -> daemon(task, "job-stream-writer")));
        }
    }

    JobStreams(JobReader reader, JsonMapper json, JobStreamSettings settings) {
        this.reader = reader;
        this.json = json;
        this.settings = settings;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens a stream.
     *
     * @param known number of the last state event that the client has, 0 for none
     * @throws RequestRefused 429 {@code too-many-streams}
     */
    SseEmitter open(JobId job, long known) {
        if (open.size() >= settings.most() || !isRunning()) {
            throw RequestRefused.tooMany(
                    "too-many-streams",
                    "At most " + settings.most() + " event streams are served at once; poll GET /v1/jobs/" + job
                            + " instead, or try again later.",
                    RETRY_AFTER);
        }
        SseEmitter emitter = new SseEmitter(0L);
        JobStream stream = new JobStream(job, known, emitter, json);
        emitter.onCompletion(() -> open.remove(stream));
        emitter.onError(failure -> open.remove(stream));
        open.add(stream);
        return emitter;
    }

    int count() {
        return open.size();
    }

    private void tick(ExecutorService writers) {
        try {
            Map<JobId, Long> known = new HashMap<>();
            List<JobStream> idle = open.stream().filter(JobStream::idle).toList();
            idle.forEach(stream -> known.merge(stream.job(), stream.known(), Math::min));
            if (!known.isEmpty()) {
                serve(idle, known, writers);
            }
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warn("the event streams of {} jobs wait for the database: {}", open.size(), e.toString());
            }
            reachable = false;
        }
    }

    private void serve(List<JobStream> idle, Map<JobId, Long> known, ExecutorService writers) {
        Map<JobId, List<JobEvent>> events =
                reader.events(known).stream().collect(java.util.stream.Collectors.groupingBy(JobEvent::job));
        Map<JobId, JobReader.Seen> jobs = new HashMap<>();
        reader.find(known.keySet()).forEach(seen -> jobs.put(seen.job().id(), seen));
        for (JobStream stream : idle) {
            JobReader.Seen seen = jobs.get(stream.job());
            if (seen != null && stream.take(events.getOrDefault(stream.job(), List.of()), seen)) {
                writers.execute(() -> {
                    if (!stream.write()) {
                        open.remove(stream);
                    }
                });
            }
        }
    }

    @Override
    public void start() {
        Threads started = new Threads(settings.writers());
        threads = started;
        started.poller()
                .scheduleWithFixedDelay(
                        () -> tick(started.writers()),
                        settings.tick().toMillis(),
                        settings.tick().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Before the web server stops, which would otherwise wait for the streams. Clients reconnect to another process. */
    @Override
    public void stop() {
        Threads running = threads;
        threads = null;
        if (running != null) {
            running.poller().shutdownNow();
            open.forEach(JobStream::end);
            running.writers().shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
