package ai.medsyn.platform.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads what {@link TokenSigner} wrote, and nothing else: ES256 only, this service only, not expired. */
final class TokenVerification {

    /** Clocks of two machines may differ by this much. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private TokenVerification() {}

    static JwtDecoder decoder(JWKSource<SecurityContext> keys, String service, Clock clock) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // the validators below do that
        var timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setAllowEmptyExpiryClaim(false);
        timestamps.setClock(clock);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                timestamps, new JwtIssuerValidator(TokenSigner.ISSUER), new JwtAudienceValidator(service)));
        return decoder;
    }

    static AbstractAuthenticationToken authentication(Jwt token) {
        String team = token.getClaimAsString(TokenSigner.TEAM);
        String role = token.getClaimAsString(TokenSigner.ROLE);
        String subject = token.getSubject();
        if (team == null || role == null || subject == null) {
            throw new InvalidBearerTokenException("a token with team, role and subject was expected");
        }
        try {
            return new CallerAuthentication(new Caller(team, Role.valueOf(role), subject));
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException("a token with a known team and role was expected", e);
        }
    }
}
