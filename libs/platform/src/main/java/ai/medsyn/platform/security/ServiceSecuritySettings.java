package ai.medsyn.platform.security;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service checks its callers.
 *
 * @param jwksUri where the gateway publishes its keys
 * @param openMetrics whether {@code /actuator/prometheus} answers without a token; only where the network keeps strangers out
 */
@ConfigurationProperties("medsyn.security")
record ServiceSecuritySettings(
        @DefaultValue("http://127.0.0.1:8080/.well-known/jwks.json")
        URI jwksUri,

        @DefaultValue("false") boolean openMetrics) {}
