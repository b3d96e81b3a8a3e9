package ai.medsyn.platform.security;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's public keys. Fetched when first needed, again when they are old or a token names an unknown one, but at most once a second:
 * tokens with invented key ids cost no more than that. Keys that were fetched once stay in use while the gateway is away.
 */
final class GatewayKeys implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(GatewayKeys.class);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** A gateway that is just starting on a busy machine takes seconds for its first answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_SIZE = 100_000;

    private record Fetched(JWKSet keys, Instant at) {}

    private final URI location;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final Object fetching = new Object();
    private volatile @Nullable Fetched fetched;
    private Instant lastAttempt = Instant.EPOCH;

    GatewayKeys(URI location, Clock clock) {
        this.location = location;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws RemoteKeySourceException {
        Fetched known = fetched;
        boolean old = known == null || known.at().plus(MAX_AGE).isBefore(clock.instant());
        List<JWK> keys = known == null ? List.of() : selector.select(known.keys());
        if (!old && !keys.isEmpty()) {
            return keys;
        }
        Fetched fresh = refresh(known);
        if (fresh == null) {
            throw new RemoteKeySourceException("the gateway's keys could not be fetched from " + location, null);
        }
        return selector.select(fresh.keys());
    }

    private @Nullable Fetched refresh(@Nullable Fetched known) {
        synchronized (fetching) {
            boolean another = fetched != known;
            if (!another && !clock.instant().isBefore(lastAttempt.plus(BETWEEN_FETCHES))) {
                try {
                    fetched = new Fetched(fetch(), clock.instant());
                } catch (IOException | ParseException e) {
                    log.warn("the gateway's keys could not be fetched from {}: {}", location, e.toString());
                } finally {
                    lastAttempt = clock.instant();
                }
            }
            return fetched;
        }
    }

    private JWKSet fetch() throws IOException, ParseException {
        HttpRequest request =
                HttpRequest.newBuilder(location).timeout(TIMEOUT).GET().build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length > MAX_SIZE) {
                throw new IOException("200 and a key set were expected, found " + answer.statusCode());
            }
            return JWKSet.parse(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
