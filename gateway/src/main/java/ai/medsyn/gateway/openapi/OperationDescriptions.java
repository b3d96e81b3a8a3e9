package ai.medsyn.gateway.openapi;

import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.jobs.web.JobResource;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import java.util.Objects;

/** What the types and annotations of controllers do not say about their operations. */
final class OperationDescriptions {

    private static final String JOB = "#/components/schemas/" + JobResource.class.getSimpleName();

    /** Those of the platform's own controllers, which serve every service and know no OpenAPI. */
    private static final Map<String, String> SUMMARIES = Map.ofEntries(
            Map.entry("GET /v1/jobs", "List jobs, newest first"),
            Map.entry("GET /v1/jobs/{id}", "One job: state, progress, forecast, result or error"),
            Map.entry("GET /v1/jobs/{id}/events", "Follow a job as server-sent events"),
            Map.entry("POST /v1/jobs/{id}/cancel", "End a job and its children at their next block"),
            Map.entry("POST /v1/jobs/{id}/pause", "Hold a job and its children at their next block"),
            Map.entry("POST /v1/jobs/{id}/resume", "Let a paused job go on"),
            Map.entry("POST /v1/jobs/{id}/retry", "Run a failed job again; what is finished stays finished"),
            Map.entry("GET /v1/models", "List models by id"),
            Map.entry("GET /v1/models/{id}", "One model with its files"),
            Map.entry("POST /v1/models", "Register a model that lies below a configured root"),
            Map.entry("POST /v1/models/{id}/verify", "Read every file of a model again and try it out"));

    private OperationDescriptions() {}

    static void complete(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (operation.getSummary() == null) {
                        operation.setSummary(SUMMARIES.get(method + " " + path));
                    }
                    if (makesJob(method, operation)) {
                        answersWithJob(operation, dryRuns(operation, api));
                    }
                }));
    }

    private static boolean dryRuns(Operation operation, OpenAPI api) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().values().stream()
                        .map(type -> type.getSchema().get$ref())
                        .filter(Objects::nonNull)
                        .map(ref -> api.getComponents().getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1)))
                        .anyMatch(schema -> schema != null
                                && schema.getProperties() != null
                                && schema.getProperties().containsKey("dryRun"));
    }

    private static boolean makesJob(PathItem.HttpMethod method, Operation operation) {
        return method == PathItem.HttpMethod.POST
                && operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> IdempotencyKey.HEADER.equals(parameter.getName()));
    }

    /** 202; and 200 where the same operation has another answer, to a dry run. */
    private static void answersWithJob(Operation operation, boolean dryRuns) {
        ApiResponses responses = operation.getResponses();
        if (dryRuns) {
            Objects.requireNonNull(responses.get("200"))
                    .setDescription("What it would take, where dryRun asks for no more");
        } else {
            responses.remove("200");
        }
        responses.addApiResponse("202", accepted());
    }

    private static ApiResponse accepted() {
        Schema<?> job = new Schema<>().$ref(JOB);
        return new ApiResponse()
                .description("The job that does it")
                .addHeaderObject(
                        "Location",
                        new Header().description("The job's address").schema(new StringSchema()))
                .addHeaderObject(
                        Accepted.REPLAYED_HEADER,
                        new Header()
                                .description("true where an earlier request with the same Idempotency-Key made the job")
                                .schema(new StringSchema()))
                .content(new Content().addMediaType("application/json", new MediaType().schema(job)));
    }
}
