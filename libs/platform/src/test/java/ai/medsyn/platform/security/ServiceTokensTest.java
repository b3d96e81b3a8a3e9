package ai.medsyn.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.HttpProbe.Answer;
import ai.medsyn.platform.testing.TestTokens;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Which tokens open a service. */
class ServiceTokensTest extends ServiceSecurityBench {

    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("medsyn-gateway")
                .audience("generator")
                .subject("key:abc")
                .claim("team", "radiology")
                .claim("role", "VIEWER")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet.Builder claims, ECKey key) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void a_token_of_the_gateway_says_who_calls() {
        Answer answer = whoami(TOKENS.sign("generator", VIEWER, Clock.systemUTC()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("team", "radiology")
                .containsEntry("role", "VIEWER")
                .containsEntry("subject", "key:abc");
    }

    @Test
    void without_a_token_nothing_is_answered() {
        assertRefused(client.get("/whoami"));
        assertRefused(client.get("/no-such-address"));
        assertRefused(client.get("/error"));
        assertRefused(client.post("/work", "{}"));
        assertRefused(client.get("/whoami", "Authorization", "Basic YTpi"));
        assertRefused(client.get("/whoami?access_token=" + TOKENS.sign("generator", VIEWER, Clock.systemUTC())));
    }

    @Test
    void texts_that_are_no_tokens_are_refused() {
        assertRefused(whoami("nonsense"));
        assertRefused(whoami("a.b.c"));
        assertRefused(whoami("eyJ.eyJ."));
        assertRefused(client.get("/whoami", "Authorization", "Bearer "));
    }

    @Test
    void an_expired_token_is_refused() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-70));
        assertRefused(whoami(TOKENS.sign("generator", VIEWER, past)));
    }

    @Test
    void a_token_for_another_service_is_refused() {
        assertRefused(whoami(TOKENS.sign("filter", VIEWER, Clock.systemUTC())));
    }

    @Test
    void a_token_of_another_signer_is_refused_under_its_own_and_under_a_stolen_key_id() throws JOSEException {
        ECKey other = TestTokens.newKey();
        assertRefused(whoami(signed(claims(), other)));
        ECKey disguised =
                new ECKey.Builder(other).keyID(TOKENS.key().getKeyID()).build();
        assertRefused(whoami(signed(claims(), disguised)));
    }

    @Test
    void an_edited_token_is_refused() {
        String token = TOKENS.sign("generator", VIEWER, Clock.systemUTC());
        String[] parts = token.split("\\.");
        String admin =
                com.nimbusds.jose.util.Base64URL.from(parts[1]).decodeToString().replace("VIEWER", "ADMIN");
        String edited = parts[0] + "." + com.nimbusds.jose.util.Base64URL.encode(admin) + "." + parts[2];
        assertRefused(whoami(edited));
    }

    @Test
    void a_token_without_signature_is_refused() {
        assertRefused(whoami(new PlainJWT(claims().build()).serialize()));
    }

    @Test
    void the_public_key_does_not_pass_as_a_shared_secret() throws JOSEException {
        byte[] published = TOKENS.key().toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(TOKENS.key().getKeyID())
                        .build(),
                claims().build());
        token.sign(new MACSigner(published));
        assertRefused(whoami(token.serialize()));
    }

    @Test
    void a_token_that_lacks_a_claim_is_refused() throws JOSEException {
        assertThat(whoami(signed(claims(), TOKENS.key())).status()).isEqualTo(200);
        assertRefused(whoami(signed(claims().expirationTime(null), TOKENS.key())));
        assertRefused(whoami(signed(claims().audience((String) null), TOKENS.key())));
        assertRefused(whoami(signed(claims().issuer("elsewhere"), TOKENS.key())));
        assertRefused(whoami(signed(claims().subject(null), TOKENS.key())));
        assertRefused(whoami(signed(claims().claim("team", null), TOKENS.key())));
        assertRefused(whoami(signed(claims().claim("team", "../etc"), TOKENS.key())));
        assertRefused(whoami(signed(claims().claim("role", "ROOT"), TOKENS.key())));
    }

    @Test
    void a_new_key_of_the_gateway_is_found_without_a_restart() {
        TOKENS.rotate();
        // Keys are fetched at most once a second: until then the new token is unknown.
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(whoami(TOKENS.sign("generator", VIEWER, Clock.systemUTC()))
                                .status())
                        .isEqualTo(200));
    }
}
