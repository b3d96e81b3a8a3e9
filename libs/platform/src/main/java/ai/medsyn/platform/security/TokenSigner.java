package ai.medsyn.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs tokens that services accept: the one place that knows their form, beside {@link TokenVerification} which reads it. */
public final class TokenSigner {

    static final String ISSUER = "medsyn-gateway";
    static final String TEAM = "team";
    static final String ROLE = "role";

    /** How long a token is accepted. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private final ECKey key;
    private final ECDSASigner signer;
    private final Clock clock;

    /**
     * Signs with a key.
     *
     * @param key a private key on the curve P-256 with a key id
     */
    public TokenSigner(ECKey key, Clock clock) {
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a private EC key on P-256 expected", e);
        }
        this.key = key;
        this.clock = clock;
    }

    /**
     * A token for one caller at one service.
     *
     * @param audience name of the service, for example {@code generator}
     */
    public String sign(String audience, Caller caller) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .subject(caller.subject())
                .claim(TEAM, caller.team())
                .claim(ROLE, caller.role().name())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the token could not be signed", e);
        }
        return token.serialize();
    }
}
