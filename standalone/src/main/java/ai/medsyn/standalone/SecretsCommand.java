package ai.medsyn.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@code secrets}: fresh secrets for a platform of containers, as an environment file for compose and for {@code kubectl}. */
final class SecretsCommand implements Command {

    private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 12;

    @Override
    public String usage() {
        return """
                medsyn secrets
                    Prints fresh secrets for containers, one NAME=value a line: medsyn secrets > .env""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws JOSEException {
        CommandLine.parse(arguments, Set.of(), Set.of()).refuseOperands();
        generate().forEach((name, value) -> out.println(name + "=" + value));
    }

    static Map<String, String> generate() throws JOSEException {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("MEDSYN_DATABASE_USER", "medsyn");
        secrets.put("MEDSYN_DATABASE_PASSWORD", random(24));
        secrets.put("MEDSYN_ARTIFACTS_S3_ACCESS_KEY", "medsyn");
        secrets.put("MEDSYN_ARTIFACTS_S3_SECRET_KEY", random(24));
        secrets.put("MEDSYN_ADMIN_KEY", apiKey());
        secrets.put(
                "MEDSYN_SIGNING_KEY",
                new ECKeyGenerator(Curve.P_256)
                        .keyID(UUID.randomUUID().toString())
                        .generate()
                        .toJSONString());
        return secrets;
    }

    /** The form that the gateway gives its keys: an id to find the key by, and 256 random bits. */
    private static String apiKey() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return "medsyn_" + id + "_" + random(32);
    }

    private static String random(int bytes) {
        byte[] bits = new byte[bytes];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
