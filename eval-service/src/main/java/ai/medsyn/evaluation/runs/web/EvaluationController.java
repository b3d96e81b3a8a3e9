package ai.medsyn.evaluation.runs.web;

import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.Questions;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EvaluationController {

    private final EvaluationOrders orders;
    private final Questions questions;
    private final Accepted accepted;

    EvaluationController(EvaluationOrders orders, Questions questions, Accepted accepted) {
        this.orders = orders;
        this.questions = questions;
        this.accepted = accepted;
    }

    @PostMapping("/v1/evaluations")
    ResponseEntity<JobResource> submit(@Valid @RequestBody EvaluationSpec spec, JobRequest request) {
        orders.check(spec, request.caller().team());
        return accepted.submit(EvaluationOrders.KIND, spec, request);
    }

    @GetMapping("/v1/zero-shot-questions")
    Questions.Known known() {
        return questions.known();
    }
}
