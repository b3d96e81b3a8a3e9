package ai.medsyn.generator.images.diffusion.web;

import ai.medsyn.generator.images.diffusion.DiffusionInspection;
import ai.medsyn.onnx.DeviceUnavailableException;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tries models out for the gateway, which sees their files but cannot run them. */
@RestController
class ModelInspectionController {

    private final ModelRegistry registry;
    private final DiffusionInspection inspection;

    ModelInspectionController(ModelRegistry registry, DiffusionInspection inspection) {
        this.registry = registry;
        this.inspection = inspection;
    }

    /** A pipeline's directory, {@code root/path}. */
    record Subject(@NotBlank String location, @NotNull Map<String, Object> parameters) {}

    @PostMapping("/v1/model-inspections")
    Map<String, Object> inspect(@Valid @RequestBody Subject subject, Caller caller) {
        caller.require(Role.ADMIN);
        try {
            return inspection.inspect(registry.locate(subject.location()), subject.parameters());
        } catch (InvalidModelException e) {
            throw RequestRefused.badRequest("model-invalid", String.valueOf(e.getMessage()));
        } catch (DeviceUnavailableException e) {
            throw RequestRefused.conflict("device-unavailable", String.valueOf(e.getMessage()));
        }
    }
}
