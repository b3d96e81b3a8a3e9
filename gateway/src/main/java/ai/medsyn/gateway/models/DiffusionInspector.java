package ai.medsyn.gateway.models;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelInspector;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.security.Caller;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** Has generator-service load a diffusion pipeline and make one step with it. */
@Component
class DiffusionInspector implements ModelInspector {

    private final ServiceClients clients;

    DiffusionInspector(ServiceClients clients) {
        this.clients = clients;
    }

    @Override
    public boolean knows(ModelKind kind, ModelFormat format) {
        return kind == ModelKind.IMAGE_GENERATOR && format == ModelFormat.DIFFUSERS_ONNX;
    }

    @Override
    public Map<String, Object> inspect(Subject subject, Caller caller) {
        Map<String, Object> resolved = clients.patientGenerator(caller)
                .post()
                .uri("/v1/model-inspections")
                .body(Map.of("location", subject.location(), "parameters", subject.parameters()))
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (resolved == null) {
            throw new IllegalStateException("generator-service sent no result of trying a model out");
        }
        return resolved;
    }
}
