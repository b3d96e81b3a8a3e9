package ai.medsyn.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.gateway.GatewayApplication;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=gateway", "medsyn.artifacts.root=${java.io.tmpdir}/medsyn-openapi-test"})
@Import(PostgresConfiguration.class)
class OpenApiTest {

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private Map<String, Object> api;

    @BeforeEach
    void read() {
        HttpProbe.Answer answer = new HttpProbe(port).get("/v3/api-docs");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        api = answer.json();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> node, String... path) {
        Map<String, Object> found = node;
        for (String step : path) {
            found = (Map<String, Object>) found.get(step);
            assertThat(found).as(step).isNotNull();
        }
        return found;
    }

    @Test
    void every_public_address_is_described() {
        var served = new TreeSet<String>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/"))
                        .forEach(served::add));
        assertThat(served).isNotEmpty();
        assertThat(at(api, "paths").keySet()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void every_operation_may_answer_with_a_problem_and_none_takes_the_caller_as_a_parameter() {
        at(api, "paths")
                .forEach((path, operations) -> ((Map<?, ?>) operations).forEach((method, operation) -> {
                    @SuppressWarnings("unchecked")
                    var described = (Map<String, Object>) operation;
                    assertThat(at(described, "responses", "default", "content", "application/problem+json", "schema"))
                            .as(method + " " + path)
                            .containsEntry("$ref", "#/components/schemas/Problem");
                    assertThat(described.toString()).doesNotContain("schemas/Caller");
                }));
        assertThat(at(api, "components", "schemas"))
                .containsKeys("Problem", "Violation")
                .doesNotContainKeys("Caller", "PageRequest");
    }

    @Test
    void every_operation_has_a_summary_and_those_that_make_jobs_answer_with_202() {
        at(api, "paths")
                .forEach((path, operations) -> ((Map<?, ?>) operations).forEach((method, operation) -> {
                    @SuppressWarnings("unchecked")
                    var described = (Map<String, Object>) operation;
                    assertThat(described).as(method + " " + path).containsKey("summary");
                    if (String.valueOf(described.get("parameters")).contains("Idempotency-Key")) {
                        assertThat(at(described, "responses", "202", "headers")).containsKey("Location");
                    }
                }));
        assertThat(at(api, "paths", "/v1/datasets/{id}/versions", "post", "responses"))
                .containsOnlyKeys("202", "default");
        assertThat(at(api, "paths", "/v1/report-sets", "post", "responses")).containsOnlyKeys("202", "default");
        assertThat(at(api, "paths", "/v1/datasets", "post", "responses")).containsOnlyKeys("200", "202", "default");
        assertThat(at(api, "components", "schemas")).doesNotContainKeys("SseEmitter", "JsonNode");
    }

    @Test
    void paging_is_two_query_parameters() {
        List<?> parameters = (List<?>) at(api, "paths", "/v1/api-keys", "get").get("parameters");
        assertThat(parameters)
                .extracting(parameter -> (Object) ((Map<?, ?>) parameter).get("name"))
                .containsExactlyInAnyOrder("limit", "cursor");
        assertThat(parameters)
                .allSatisfy(parameter ->
                        assertThat(((Map<?, ?>) parameter).get("required")).isNotEqualTo(true));
    }

    @Test
    void the_bounds_of_a_limit_are_told() {
        List<?> parameters = (List<?>) at(api, "paths", "/v1/api-keys", "get").get("parameters");
        assertThat(parameters)
                .anySatisfy(parameter -> assertThat(
                                ((Map<?, ?>) parameter).get("schema").toString())
                        .contains("minimum=1", "maximum=500"));
    }

    @Test
    void both_ways_to_send_a_key_are_declared() {
        assertThat(at(api, "components", "securitySchemes")).containsOnlyKeys("apiKey", "bearer");
        assertThat((List<?>) api.get("security")).hasSize(2);
    }
}
