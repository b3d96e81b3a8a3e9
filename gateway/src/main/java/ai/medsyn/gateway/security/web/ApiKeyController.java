package ai.medsyn.gateway.security.web;

import ai.medsyn.gateway.security.ApiKey;
import ai.medsyn.gateway.security.ApiKeys;
import ai.medsyn.gateway.security.IssuedKey;
import ai.medsyn.gateway.security.NewApiKey;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys, for administrators. */
@RestController
@RequestMapping("/v1/api-keys")
@Tag(name = "API keys", description = "Who may use the API. Administrators only.")
class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a key",
            description = "The answer holds the whole key: it is told this once and stored nowhere.")
    ResponseEntity<IssuedKey> issue(@Valid @RequestBody NewApiKey request, Caller caller) {
        IssuedKey issued = keys.issue(request, caller.subject());
        return ResponseEntity.created(
                        URI.create("/v1/api-keys/" + issued.details().id()))
                .cacheControl(CacheControl.noStore())
                .body(issued);
    }

    @GetMapping
    @Operation(
            summary = "List keys",
            description = "Newest first, expired and revoked ones included, without their secrets.")
    Page<ApiKey> list(PageRequest page) {
        return keys.list(page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a key")
    ApiKey get(@PathVariable String id) {
        return keys.get(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoke a key",
            description = "At once at this gateway, within seconds at others. Revoking twice is revoking once.")
    void revoke(@PathVariable String id) {
        keys.revoke(id);
    }
}
