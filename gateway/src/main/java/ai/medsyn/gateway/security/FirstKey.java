package ai.medsyn.gateway.security;

import ai.medsyn.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Registers the administrator's key of {@code medsyn.security.admin-key}: with it the first further keys are made. */
@Component
class FirstKey implements ApplicationRunner {

    private static final String MAKER = "settings";

    private final ApiKeys keys;
    private final ApiKeyRepository repository;
    private final @Nullable String configured;

    FirstKey(ApiKeys keys, ApiKeyRepository repository, GatewaySecuritySettings settings) {
        this.keys = keys;
        this.repository = repository;
        this.configured = settings.adminKey();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (configured == null || configured.isBlank()) {
            return;
        }
        KeyText key = KeyText.parse(configured)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "medsyn.security.admin-key: medsyn_<12 characters a-z2-7>_<43 characters base64url> was expected, found something else"));
        // A key that an administrator revoked stays revoked, whatever the settings still say.
        boolean known = repository
                .find(key.id())
                .filter(row -> key.matches(row.secretHash()))
                .isPresent();
        if (!known) {
            keys.register(new NewApiKey("settings", "admin", Role.ADMIN, null), MAKER, key);
        }
    }
}
