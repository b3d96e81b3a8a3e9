package ai.medsyn.platform.models.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.models.ModelTestContext;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.HttpProbe.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class ModelApiTest extends ModelTestContext {

    private static final String SD = """
            {"id": "sd", "kind": "IMAGE_GENERATOR", "format": "DIFFUSERS_ONNX", "version": "1.5", "location": "shared/diffusion",
             "licence": "CreativeML OpenRAIL-M", "parameters": {"steps": 50}}""";

    @LocalServerPort
    int port;

    private HttpProbe http;

    @BeforeEach
    void connect() {
        http = new HttpProbe(port);
    }

    private static String[] as(Role role) {
        return new String[] {"Authorization", TOKENS.bearer("generator", role)};
    }

    @Test
    void an_administrator_registers_and_verifies_a_model_and_everybody_sees_it() {
        Answer created = http.post("/v1/models", SD, as(Role.ADMIN));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/models/sd");
        assertThat(http.post("/v1/models", SD, as(Role.ADMIN)).status()).isEqualTo(200);

        Answer seen = http.get("/v1/models/sd", as(Role.VIEWER));
        assertThat(seen.json())
                .containsEntry("location", "shared/diffusion")
                .containsEntry("intact", true)
                .containsEntry("builtIn", false)
                .containsEntry("parameters", Map.of("steps", 50));
        assertThat(seen.body())
                .contains("{\"path\":\"unet/model.onnx\",\"bytes\":20,\"sha256\":\"" + Sha256.of("weights of the U-Net")
                        + "\"}");
        assertThat(http.post("/v1/models/sd/verify", "", as(Role.ADMIN)).json()).containsEntry("intact", true);

        write("models/diffusion/unet/model.onnx", "changed");
        assertThat(http.post("/v1/models/sd/verify", "", as(Role.ADMIN)).json())
                .containsEntry("intact", false)
                .containsEntry("changed", List.of("unet/model.onnx"));
        assertThat(http.get("/v1/models/sd", as(Role.VIEWER)).json()).containsEntry("intact", false);
    }

    @Test
    void models_are_listed_page_by_page() {
        Answer first = http.get("/v1/models?limit=1", as(Role.VIEWER));
        Answer second = http.get("/v1/models?limit=1&cursor=" + first.json().get("nextCursor"), as(Role.VIEWER));

        assertThat(first.body()).contains("\"grammar-2\"").doesNotContain("phantom-6");
        assertThat(second.body()).contains("\"phantom-6\"").doesNotContain("grammar-2");
        assertThat(http.get("/v1/models?kind=REPORT_WRITER", as(Role.VIEWER)).body())
                .contains("grammar-2")
                .doesNotContain("phantom-6");
    }

    @Test
    void what_is_wrong_is_said_with_a_code_and_without_paths() {
        assertProblem(http.get("/v1/models/none", as(Role.VIEWER)), 404, "model-not-found");
        assertProblem(http.get("/v1/models?kind=NOSE", as(Role.VIEWER)), 400, "invalid-parameter");
        assertProblem(http.post("/v1/models", SD, as(Role.REQUESTER)), 403, "forbidden");
        assertProblem(http.post("/v1/models/sd/verify", "", as(Role.REQUESTER)), 403, "forbidden");
        assertProblem(http.post("/v1/models/none/verify", "", as(Role.ADMIN)), 404, "model-not-found");
        assertProblem(http.post("/v1/models", "{}", as(Role.ADMIN)), 400, "validation-failed");
        assertProblem(
                http.post("/v1/models", SD.replace("shared/diffusion", "shared/../outside"), as(Role.ADMIN)),
                400,
                "model-location-refused");
        assertProblem(
                http.post("/v1/models", SD.replace("\"sd\"", "\"phantom-6\""), as(Role.ADMIN)), 409, "model-id-taken");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
        assertThat(answer.body()).doesNotContain(HOME.toString());
    }
}
