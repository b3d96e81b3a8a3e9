package ai.medsyn.filter.web;

import ai.medsyn.filter.curation.CurationDecision;
import ai.medsyn.filter.curation.CurationJobs;
import ai.medsyn.filter.curation.CurationJobs.Submitter;
import ai.medsyn.filter.curation.CurationMeasurement;
import ai.medsyn.filter.curation.WhatIf;
import ai.medsyn.filter.policies.InvalidThresholds;
import ai.medsyn.filter.policies.Policies;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Curation for the gateway and for people who choose thresholds. */
@RestController
@RequestMapping("/v1")
class CurationController {

    /** The job on whose behalf the gateway asks. */
    private static final String PARENT = "Parent-Job";

    private final CurationJobs curation;
    private final WhatIf whatIf;
    private final Accepted accepted;

    CurationController(CurationJobs curation, WhatIf whatIf, Accepted accepted) {
        this.curation = curation;
        this.whatIf = whatIf;
        this.accepted = accepted;
    }

    /**
     * Thresholds to try.
     *
     * @param corpus whose measured candidates to try them on
     * @param thresholds those that differ from the initial ones
     */
    record Trial(@NotNull UUID corpus, @Nullable Map<String, @Nullable Double> thresholds) {}

    @GetMapping("/policies")
    Page<PolicyResource> policies() {
        return new Page<>(Policies.all().stream().map(PolicyResource::of).toList(), null);
    }

    @PostMapping("/curations")
    ResponseEntity<JobResource> measure(
            @Valid @RequestBody CurationMeasurement spec,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = PARENT, required = false) @Nullable UUID parent,
            Caller caller) {
        return accepted.job(curation.measure(spec, submitter(caller, key, parent)));
    }

    @PostMapping("/decisions")
    ResponseEntity<JobResource> decide(
            @Valid @RequestBody CurationDecision spec,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = PARENT, required = false) @Nullable UUID parent,
            Caller caller) {
        return accepted.job(curation.decide(spec, submitter(caller, key, parent)));
    }

    @PostMapping("/what-if")
    WhatIf.Outcome tryOut(@Valid @RequestBody Trial trial, Caller caller) {
        return whatIf.decide(caller.team(), trial.corpus(), trial.thresholds() == null ? Map.of() : trial.thresholds());
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidThresholds invalid) {
        return RequestRefused.invalid(invalid.violations().stream()
                        .map(violation -> new Violation(
                                "thresholds." + violation.filter(), violation.expected(), violation.found()))
                        .toList())
                .problem()
                .response();
    }

    private static Submitter submitter(Caller caller, @Nullable String key, @Nullable UUID parent) {
        return (kind, spec) -> JobSubmission.of(kind, spec, caller.team())
                .withIdempotencyKey(IdempotencyKey.check(key))
                .withParent(parent == null ? null : new JobId(parent));
    }
}
