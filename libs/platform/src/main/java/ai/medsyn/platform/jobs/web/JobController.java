package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.http.Conditional;
import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobReader;
import ai.medsyn.platform.jobs.JobRefused;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Jobs: see them, follow them, change their course. An administrator reaches those of every team. */
@RestController
@RequestMapping(path = "/v1/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "medsyn.jobs.web.enabled", matchIfMissing = true)
class JobController {

    private static final String LISTING = "jobs";

    private final Jobs jobs;
    private final JobReader reader;
    private final JobResources resources;
    private final JobStreams streams;

    JobController(Jobs jobs, JobReader reader, JobResources resources, JobStreams streams) {
        this.jobs = jobs;
        this.reader = reader;
        this.resources = resources;
        this.streams = streams;
    }

    /** Jobs of the caller's team, newest first; with {@code allTeams}, an administrator's list of everyone's. */
    @GetMapping
    Page<JobResource> list(
            PageRequest page,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable JobState state,
            @RequestParam(required = false) @Nullable UUID parent,
            @RequestParam(defaultValue = "false") boolean allTeams,
            Caller caller) {
        if (allTeams) {
            caller.require(Role.ADMIN);
        }
        JobReader.Filter filter = new JobReader.Filter(allTeams ? null : caller.team(), kind, state, parent);
        JobReader.Position after = page.after(LISTING, 2)
                .map(cursor -> new JobReader.Position(cursor.instant(0), cursor.uuid(1)))
                .orElse(null);
        List<JobReader.Seen> fetched = reader.list(filter, after, page.fetch());
        return Page.of(fetched, page, seen -> position(seen.job())).map(resources::of);
    }

    private static Cursor position(Job job) {
        return Cursor.of(LISTING, job.times().submitted(), job.id());
    }

    @GetMapping("/{id}")
    ResponseEntity<JobResource> get(@PathVariable UUID id, Caller caller, WebRequest request) {
        return answer(visible(id, caller), request);
    }

    /** Ends the job at its next block. Repeating it changes nothing. */
    @PostMapping("/{id}/cancel")
    JobResource cancel(@PathVariable UUID id, Caller caller) {
        return change(id, caller, jobs::cancel);
    }

    /** Holds the job at its next block. */
    @PostMapping("/{id}/pause")
    JobResource pause(@PathVariable UUID id, Caller caller) {
        return change(id, caller, jobs::pause);
    }

    /** Lets a paused job go on. */
    @PostMapping("/{id}/resume")
    JobResource resume(@PathVariable UUID id, Caller caller) {
        return change(id, caller, jobs::resume);
    }

    /** Runs a failed job again; what is finished stays finished. */
    @PostMapping("/{id}/retry")
    JobResource retry(@PathVariable UUID id, Caller caller) {
        return change(id, caller, jobs::retry);
    }

    /**
     * Follows a job: an event {@code state} for each of its states, those before the request included, and {@code progress} while they
     * change. Ends after the last state; 204 when there is nothing more to come.
     *
     * @param last the number of the last state event that the client has
     */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            Caller caller) {
        JobReader.Seen seen = visible(id, caller);
        JobId job = seen.job().id();
        long known = number(last);
        if (seen.job().state().ended() && reader.events(Map.of(job, known)).isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .body(streams.open(job, known));
    }

    private static long number(@Nullable String last) {
        if (last == null || last.isEmpty()) {
            return 0;
        }
        if (!last.matches("[0-9]{1,18}")) {
            throw RequestRefused.invalid(
                    List.of(new Violation("Last-Event-ID", "must be the id of an event of this stream", last)));
        }
        return Long.parseLong(last);
    }

    private JobResource change(UUID id, Caller caller, BiFunction<JobId, String, Job> change) {
        caller.require(Role.REQUESTER);
        Job job = visible(id, caller).job();
        change.apply(job.id(), job.team());
        return resources.of(visible(id, caller));
    }

    private JobReader.Seen visible(UUID id, Caller caller) {
        JobId job = new JobId(id);
        return reader.find(job)
                .filter(seen ->
                        caller.role().includes(Role.ADMIN) || seen.job().team().equals(caller.team()))
                .orElseThrow(() -> new JobRefused.NotFound(job));
    }

    private ResponseEntity<JobResource> answer(JobReader.Seen seen, WebRequest request) {
        return Conditional.get(request, JobResources.version(seen), () -> resources.of(seen));
    }
}
