package ai.medsyn.gateway.security;

import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens for the services. One is used again for a while, since signing costs more than most calls. */
public final class ServiceTokens {

    /** Leaves two thirds of a token's life to the call that carries it. */
    private static final Duration REUSED = TokenSigner.LIFETIME.dividedBy(3);

    private static final int MAX_REMEMBERED = 1_000;

    private record Key(String audience, Caller caller) {}

    private record Signed(String token, Instant at) {}

    private final TokenSigner signer;
    private final Clock clock;
    private final Map<Key, Signed> remembered = new ConcurrentHashMap<>();

    ServiceTokens(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * A token with at least 40 seconds to live.
     *
     * @param audience name of the service, for example {@code generator}
     * @param caller for whom the gateway asks
     */
    public String mint(String audience, Caller caller) {
        Instant now = clock.instant();
        Key key = new Key(audience, caller);
        Signed known = remembered.get(key);
        if (known != null && now.isBefore(known.at().plus(REUSED))) {
            return known.token();
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        String token = signer.sign(audience, caller);
        remembered.put(key, new Signed(token, now));
        return token;
    }
}
