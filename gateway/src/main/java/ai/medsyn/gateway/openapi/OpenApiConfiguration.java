package ai.medsyn.gateway.openapi;

import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    private static final String KEY = "apiKey";
    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithClass(SseEmitter.class, String.class)
                .replaceWithClass(JsonNode.class, Object.class);
    }

    @Bean
    OpenAPI publicApiDescription() {
        String version = OpenApiConfiguration.class.getPackage().getImplementationVersion();
        return new OpenAPI()
                .servers(List.of(new Server().url("/")))
                .info(
                        new Info()
                                .title("MedSyn")
                                .version(version == null ? "development" : version)
                                .description(
                                        "Synthetic chest X-ray and report datasets: made on request, curated, sealed, traceable."))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-Api-Key"))
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .security(List.of(new SecurityRequirement().addList(KEY), new SecurityRequirement().addList(BEARER)));
    }

    /** What holds for all operations, whatever their own annotations say: each may answer with a problem. */
    @Bean
    OpenApiCustomizer whatHoldsForAll() {
        return api -> {
            // Here and not above, where springdoc would drop schemas that nothing refers to yet.
            api.getComponents().addSchemas("Violation", violation()).addSchemas(PROBLEM, problem());
            OperationDescriptions.complete(api);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(OpenApiConfiguration::addProblem);
        };
    }

    private static void addProblem(Operation operation) {
        ApiResponses responses = operation.getResponses();
        if (responses == null) {
            responses = new ApiResponses();
            operation.setResponses(responses);
        }
        responses.setDefault(new ApiResponse()
                .description("The request failed; code says why")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457 problem document")
                .addProperty("type", new StringSchema().description("URN of the code"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty(
                        "code",
                        new StringSchema().description("Stable name for programs, for example validation-failed"))
                .addProperty("detail", new StringSchema().description("What was expected, what was found, what to do"))
                .addProperty(
                        "incident",
                        new StringSchema().description("Only with status 500: where the log holds the cause"))
                .addProperty(
                        "violations",
                        new io.swagger.v3.oas.models.media.ArraySchema()
                                .description("Everything that is wrong with the request, at once")
                                .items(new Schema<>().$ref("#/components/schemas/Violation")))
                .required(List.of("type", "title", "status", "code", "detail"));
    }

    private static Schema<?> violation() {
        return new ObjectSchema()
                .addProperty("field", new StringSchema().description("Path into the body, or name of the parameter"))
                .addProperty("message", new StringSchema().description("What was expected"))
                .addProperty("found", new Schema<>().description("What was found, shortened; null where nothing was"))
                .required(List.of("field", "message"));
    }
}
