package ai.medsyn.gateway.security;

import ai.medsyn.platform.artifacts.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its owner holds it: {@code medsyn_<id>_<secret>}.
 *
 * @param id 12 characters a-z and 2-7, public
 * @param secret 43 characters of base64url: 256 random bits
 */
record KeyText(String id, String secret) {

    private static final Pattern FORM = Pattern.compile("medsyn_([a-z2-7]{12})_([A-Za-z0-9_-]{43})");
    private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    static KeyText generate(SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new KeyText(
                id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    Sha256 hash() {
        return Sha256.of(secret);
    }

    /** Compares in constant time. */
    boolean matches(Sha256 hash) {
        return MessageDigest.isEqual(hash().bytes(), hash.bytes());
    }

    /** The whole key; to be shown once. */
    String reveal() {
        return "medsyn_" + id + "_" + secret;
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "medsyn_" + id + "_…";
    }
}
