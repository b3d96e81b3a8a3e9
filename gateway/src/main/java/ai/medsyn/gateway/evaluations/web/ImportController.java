package ai.medsyn.gateway.evaluations.web;

import ai.medsyn.gateway.evaluations.EvaluationOrders;
import ai.medsyn.gateway.uploads.UploadStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "imports", description = "Labelled films that users bring, as datasets like any other.")
class ImportController {

    private static final String PATH = "/v1/dataset-imports";
    private static final String GROUP = "source.";

    private final EvaluationOrders orders;
    private final UploadStore uploads;
    private final Accepted accepted;

    ImportController(EvaluationOrders orders, UploadStore uploads, Accepted accepted) {
        this.orders = orders;
        this.uploads = uploads;
        this.accepted = accepted;
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Import labelled films from a folder",
            description =
                    "Answers 202 with the job; its result counts samples, patients, splits, labels and every rejected row by reason. The dataset has origin REAL.")
    ResponseEntity<JobResource> folder(
            @RequestBody ImportRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        return order(request.body(null), caller, IdempotencyKey.check(idempotencyKey));
    }

    @PostMapping(path = PATH + "/archives", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Import labelled films from an archive",
            description =
                    "A zip, tar or tar.gz with tables and images, up to the limit of uploads; larger collections come from a folder.")
    ResponseEntity<JobResource> archive(
            @RequestParam String name,
            @RequestParam(defaultValue = "csv") String layout,
            @RequestParam(defaultValue = "refuse") String patients,
            @RequestParam MultipartFile file,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Caller caller) {
        caller.require(Role.REQUESTER);
        String key = IdempotencyKey.check(idempotencyKey);
        ImportRequest request =
                new ImportRequest(name, layout, null, null, new ImportRequest.Rules(null, null, patients, null), null);
        ObjectName kept = new ObjectName("films/" + UploadStore.id("films", key, caller) + "/upload");
        String archive = uploads.keep(kept, file).name().value();
        return order(request.body(archive), caller, key);
    }

    /** What eval-service says about the fields of its own form is said about those of the request, where they belong to no group. */
    private ResponseEntity<JobResource> order(Map<String, Object> body, Caller caller, @Nullable String key) {
        try {
            return accepted.job(orders.order(PATH, body, caller, key));
        } catch (RequestRefused refused) {
            Problem problem = refused.problem();
            Map<String, Object> details = new LinkedHashMap<>(problem.details());
            details.computeIfPresent("violations", (name, violations) -> outOfGroup(violations));
            throw new RequestRefused(new Problem(
                    problem.status(), problem.code(), outOfGroup(problem.detail()), details, problem.retryAfter()));
        }
    }

    private static Object outOfGroup(Object violations) {
        return ((List<?>) violations)
                .stream()
                        .map(violation -> {
                            Map<Object, Object> renamed = new LinkedHashMap<>((Map<?, ?>) violation);
                            renamed.computeIfPresent("field", (name, field) -> outOfGroup(String.valueOf(field)));
                            return renamed;
                        })
                        .toList();
    }

    private static String outOfGroup(String text) {
        return text.startsWith(GROUP) ? text.substring(GROUP.length()) : text;
    }
}
