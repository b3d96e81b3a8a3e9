package ai.medsyn.platform.security;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;

/** Security of a service behind the gateway. The gateway itself says {@code medsyn.security.accepts: api-key} and brings its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "medsyn.security.accepts", havingValue = "service-token", matchIfMissing = true)
@EnableConfigurationProperties(ServiceSecuritySettings.class)
class ServiceSecurityConfiguration {

    private static final String NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

    @Bean
    JwtDecoder serviceTokens(ServiceSecuritySettings settings, @Value("${spring.application.name:}") String service) {
        if (service.isEmpty()) {
            throw new IllegalStateException(
                    "spring.application.name was expected: tokens are accepted for the service of that name only");
        }
        Clock clock = Clock.systemUTC();
        return TokenVerification.decoder(new GatewayKeys(settings.jwksUri(), clock), service, clock);
    }

    @Bean
    SecurityProblems securityProblems() {
        return new SecurityProblems();
    }

    @Bean
    SecurityFilterChain serviceChain(
            HttpSecurity http, JwtDecoder tokens, SecurityProblems problems, ServiceSecuritySettings settings) {
        SecurityDefaults.apply(http, problems, NOTHING_LOADS).authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(ERROR, ASYNC).permitAll();
            requests.requestMatchers("/actuator/health", "/actuator/health/*").permitAll();
            if (settings.openMetrics()) {
                requests.requestMatchers("/actuator/prometheus").permitAll();
            }
            requests.requestMatchers(HttpMethod.GET).hasRole(Role.VIEWER.name());
            requests.requestMatchers(HttpMethod.HEAD).hasRole(Role.VIEWER.name());
            requests.anyRequest().hasRole(Role.REQUESTER.name());
        });
        return http.oauth2ResourceServer(server -> server.jwt(jwt ->
                                jwt.decoder(tokens).jwtAuthenticationConverter(TokenVerification::authentication))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(keysUnavailable(problems)))
                .build();
    }

    /** Keys that cannot be fetched are no bug of ours: answered by the same entry point, not thrown. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> keysUnavailable(SecurityProblems problems) {
        var handler = new AuthenticationEntryPointFailureHandler(problems);
        handler.setRethrowAuthenticationServiceException(false);
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }
}
