package ai.medsyn.platform.models.web;

import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.models.Verification;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Models: everybody sees them, administrators change them. */
@RestController
@RequestMapping("/v1/models")
@ConditionalOnProperty("medsyn.models.web")
class ModelController {

    private final ModelRegistry registry;

    ModelController(ModelRegistry registry) {
        this.registry = registry;
    }

    /** Models by id. */
    @GetMapping
    Page<ModelView> list(@RequestParam(required = false) @Nullable ModelKind kind, PageRequest page) {
        return registry.list(kind, page).map(ModelView::of);
    }

    @GetMapping("/{id}")
    ModelView get(@PathVariable String id) {
        return ModelView.of(registry.find(id));
    }

    /** Registers a model whose files lie below a configured root, and hashes them: the answer takes as long as reading them does. */
    @PostMapping
    ResponseEntity<ModelView> register(@Valid @RequestBody ModelRequest request, Caller caller) {
        caller.require(Role.ADMIN);
        ModelRegistry.Registration registration = registry.register(request.toModel(), caller);
        ModelView view = ModelView.of(registration.model());
        URI address = URI.create("/v1/models/" + view.id());
        return registration.created()
                ? ResponseEntity.created(address).body(view)
                : ResponseEntity.ok().location(address).body(view);
    }

    /** Reads every file of a model again, compares it with what was registered and, if nothing changed, tries the model out. */
    @PostMapping("/{id}/verify")
    VerificationView verify(@PathVariable String id, Caller caller) {
        caller.require(Role.ADMIN);
        Verification verification = registry.verify(id);
        Model model = verification.intact() ? registry.inspect(id, caller) : registry.find(id);
        return VerificationView.of(verification, model);
    }
}
