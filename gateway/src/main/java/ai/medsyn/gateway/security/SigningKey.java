package ai.medsyn.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** The gateway's own key pair, a JWK on P-256, with which it signs tokens for the services. */
final class SigningKey {

    private SigningKey() {}

    /** The key in the file; makes it if there is none. Only one gateway may use a file; several share a setting instead. */
    static ECKey inFile(Path file) {
        try {
            if (!Files.exists(file)) {
                OwnerFile.write(file, generate().toJSONString());
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the signing key " + file + " cannot be read or written; correct medsyn.security.signing-key-file",
                    e);
        }
    }

    static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JVM makes no EC keys on P-256", e);
        }
    }

    /**
     * Reads a key.
     *
     * @param source where the text comes from, for the message; the text itself is never repeated
     */
    static ECKey parse(String text, String source) {
        try {
            ECKey key = ECKey.parse(text);
            if (key.isPrivate() && Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null) {
                return key;
            }
        } catch (ParseException unreadable) {
            // Its message may hold the text, which is a secret: told below without it.
        }
        throw new IllegalStateException(
                "a private EC key on P-256 as JWK with a kid was expected in " + source + ", found something else");
    }
}
