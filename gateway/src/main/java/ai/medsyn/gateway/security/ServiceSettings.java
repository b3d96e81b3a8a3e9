package ai.medsyn.gateway.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the services are. */
@ConfigurationProperties("medsyn.services")
record ServiceSettings(Endpoint generator, Endpoint filter, Endpoint training, Endpoint evaluation) {

    /**
     * One service.
     *
     * @param url its base address
     * @param connectTimeout how long a connection may take
     * @param readTimeout how long an answer may take
     */
    record Endpoint(
            URI url,
            @DefaultValue("2s") Duration connectTimeout,
            @DefaultValue("30s") Duration readTimeout) {}
}
