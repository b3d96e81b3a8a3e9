package ai.medsyn.evaluation.runs.web;

import ai.medsyn.evaluation.encoders.ReadingJobs;
import ai.medsyn.evaluation.runs.EarlierEvaluations;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.Questions;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EvaluationController {

    private final EvaluationOrders orders;
    private final EarlierEvaluations earlier;
    private final Questions questions;
    private final ReadingJobs jobs;
    private final Accepted accepted;

    EvaluationController(
            EvaluationOrders orders,
            EarlierEvaluations earlier,
            Questions questions,
            ReadingJobs jobs,
            Accepted accepted) {
        this.orders = orders;
        this.earlier = earlier;
        this.questions = questions;
        this.jobs = jobs;
        this.accepted = accepted;
    }

    @PostMapping("/v1/evaluations")
    ResponseEntity<JobResource> submit(@Valid @RequestBody EvaluationSpec spec, JobRequest request) {
        orders.check(spec, request.caller().team());
        return accepted.job(jobs.submit(
                request.submission(EvaluationOrders.KIND, spec), spec.model().checkpoint()));
    }

    /** @param earlier an evaluation of the team that has asked the same already; null if there is none */
    record Plan(@Nullable UUID earlier) {}

    /** Checks an order without queueing it; an unknown dataset is one violation among the others. */
    @PostMapping("/v1/evaluation-plans")
    Plan plan(@Valid @RequestBody EvaluationSpec spec, JobRequest request) {
        List<Violation> violations = orders.violations(spec, request.caller().team());
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
        return new Plan(earlier.find(spec, request.caller().team()).orElse(null));
    }

    @GetMapping("/v1/zero-shot-questions")
    Questions.Known known() {
        return questions.known();
    }
}
