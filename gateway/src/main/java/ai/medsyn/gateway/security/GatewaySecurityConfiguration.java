package ai.medsyn.gateway.security;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;

import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.security.SecurityDefaults;
import ai.medsyn.platform.security.SecurityProblems;
import ai.medsyn.platform.security.TokenSigner;
import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewaySecuritySettings.class, ServiceSettings.class})
class GatewaySecurityConfiguration {

    private static final Logger log = LoggerFactory.getLogger(GatewaySecurityConfiguration.class);

    /** What Swagger UI needs of its own server, and nothing of others. */
    private static final String OWN_PAGES_ONLY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                    + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** Open to everybody: health without details, public keys, and the description of the API. */
    private static final String[] OPEN = {
        "/actuator/health",
        "/actuator/health/*",
        "/.well-known/jwks.json",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/*",
        "/swagger-ui.html",
        "/swagger-ui/**"
    };

    @Bean
    SecurityProblems securityProblems() {
        return new SecurityProblems();
    }

    @Bean
    SecurityFilterChain publicApi(HttpSecurity http, KeyCheck keys, SecurityProblems problems) {
        return SecurityDefaults.apply(http, problems, OWN_PAGES_ONLY)
                .addFilterBefore(new ApiKeyFilter(keys, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(ERROR, ASYNC).permitAll();
                    requests.requestMatchers(HttpMethod.GET, OPEN).permitAll();
                    requests.requestMatchers("/v1/api-keys", "/v1/api-keys/**").hasRole(Role.ADMIN.name());
                    requests.requestMatchers(HttpMethod.GET).hasRole(Role.VIEWER.name());
                    requests.requestMatchers(HttpMethod.HEAD).hasRole(Role.VIEWER.name());
                    requests.requestMatchers("/v1/models", "/v1/models/**").hasRole(Role.ADMIN.name());
                    requests.anyRequest().hasRole(Role.REQUESTER.name());
                })
                .build();
    }

    @Bean
    ECKey signingKey(GatewaySecuritySettings settings) {
        if (settings.signingKey() != null && !settings.signingKey().isBlank()) {
            return SigningKey.parse(settings.signingKey(), "medsyn.security.signing-key");
        }
        if (settings.signingKeyFile() != null) {
            return SigningKey.inFile(settings.signingKeyFile());
        }
        log.info("no signing key is configured: this gateway signs with one of its own until it stops");
        return SigningKey.generate();
    }

    @Bean
    ServiceTokens serviceTokens(ECKey signingKey, Clock clock) {
        return new ServiceTokens(new TokenSigner(signingKey, clock), clock);
    }

    @Bean
    ServiceClients serviceClients(ServiceSettings settings, ServiceTokens tokens, JsonMapper json) {
        return new ServiceClients(settings, tokens, json);
    }
}
