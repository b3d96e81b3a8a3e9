package ai.medsyn.gateway.security;

import ai.medsyn.platform.http.Cursor;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.http.RequestRefused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;

/** Makes, lists and revokes API keys. */
@Service
public class ApiKeys {

    private static final String LISTING = "api-keys";

    private final ApiKeyRepository repository;
    private final KeyCheck check;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyRepository repository, KeyCheck check, Clock clock) {
        this.repository = repository;
        this.check = check;
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @param maker who asks for it
     */
    public IssuedKey issue(NewApiKey request, String maker) {
        return register(request, maker, KeyText.generate(random));
    }

    IssuedKey register(NewApiKey request, String maker, KeyText text) {
        // Microseconds are what the database keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKey key = new ApiKey(
                text.id(), request.name(), request.team(), request.role(), maker, now, request.expiresAt(), null, null);
        repository.save(key, text.hash());
        check.forget(text.id());
        return new IssuedKey(text.reveal(), key);
    }

    /**
     * What is known of a key.
     *
     * @throws RequestRefused 404 {@code api-key-not-found}
     */
    public ApiKey get(String id) {
        return repository.find(id).map(ApiKeyRepository.Row::key).orElseThrow(() -> unknown(id));
    }

    /** All keys, newest first, revoked ones included. */
    public Page<ApiKey> list(PageRequest request) {
        List<ApiKey> keys = request.after(LISTING, 2)
                .map(after -> repository.listAfter(after.instant(0), after.text(1), request.fetch()))
                .orElseGet(() -> repository.list(request.fetch()));
        return Page.of(keys, request, key -> Cursor.of(LISTING, key.createdAt(), key.id()));
    }

    /**
     * Revokes a key; twice is once.
     *
     * @throws RequestRefused 404 {@code api-key-not-found}
     */
    public void revoke(String id) {
        if (!repository.revoke(id, clock.instant())) {
            throw unknown(id);
        }
        check.forget(id);
    }

    private static RequestRefused unknown(String id) {
        return RequestRefused.notFound(
                "api-key-not-found",
                "The id of an API key was expected, found '" + id + "'; GET /v1/api-keys lists them.");
    }
}
