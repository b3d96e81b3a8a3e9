package ai.medsyn.gateway.security;

/**
 * A key that was just made.
 *
 * @param key the whole key; this is the only time it is told
 * @param details everything else about it
 */
public record IssuedKey(String key, ApiKey details) {

    @Override
    public String toString() {
        return "IssuedKey[" + details.id() + "]";
    }
}
