package ai.medsyn.gateway.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The gateway's secrets. Without a signing key it makes one that lives as long as the process: enough for a single gateway.
 *
 * @param signingKey private EC key on P-256 as JWK, shared by all gateways
 * @param signingKeyFile file with that key, made at the first start; for a single gateway
 * @param adminKey an API key {@code medsyn_<id>_<secret>} that is an administrator's from the start on
 */
@ConfigurationProperties("medsyn.security")
record GatewaySecuritySettings(
        @Nullable String signingKey,
        @Nullable Path signingKeyFile,
        @Nullable String adminKey) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "GatewaySecuritySettings[signingKeyFile=" + signingKeyFile + "]";
    }
}
