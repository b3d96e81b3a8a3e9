package ai.medsyn.generator.reports.samplings.web;

import ai.medsyn.generator.reports.Capacity;
import ai.medsyn.generator.reports.samplings.EntitySets;
import ai.medsyn.generator.reports.samplings.SamplingRequest;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/entity-samplings")
class SamplingController {

    private final EntitySets sets;
    private final Capacity capacity;
    private final Jobs jobs;
    private final Accepted accepted;

    SamplingController(EntitySets sets, Capacity capacity, Jobs jobs, Accepted accepted) {
        this.sets = sets;
        this.capacity = capacity;
        this.jobs = jobs;
        this.accepted = accepted;
    }

    @PostMapping
    ResponseEntity<JobResource> sample(@Valid @RequestBody SamplingQuestion question, JobRequest job) {
        Capacity.Answer answer = capacity.answer(question.asked(), job.caller().team());
        if (!answer.feasible()) {
            throw new RequestRefused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "infeasible-sampling",
                    answer.message(),
                    Map.of("groups", answer.groups()));
        }
        SamplingRequest request =
                new SamplingRequest(answer.bank(), answer.sampling(), question.seed(), question.count());
        return accepted.submit("entities.sample", request, job);
    }

    @GetMapping("/{job}/sets")
    Page<EntitySets.Sampled> sets(@PathVariable UUID job, PageRequest page, Caller caller) {
        JobId id = new JobId(job);
        jobs.require(id, caller.team());
        return sets.page(id, page);
    }
}
