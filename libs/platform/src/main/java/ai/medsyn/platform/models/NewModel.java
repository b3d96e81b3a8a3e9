package ai.medsyn.platform.models;

import ai.medsyn.platform.http.Violation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A model to register.
 *
 * @param id 1 to 64 lower-case letters, digits, '.', '_' and '-'; lineage will name it for ever
 * @param version as its makers call it
 * @param location {@code root/path} below a configured root, or the address of an endpoint
 * @param licence an SPDX id or a name
 * @param parameters what its loader needs besides its files; everybody may read them, so no credentials
 */
public record NewModel(
        String id,
        ModelKind kind,
        ModelFormat format,
        String version,
        String location,
        String licence,
        Map<String, Object> parameters) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern CREDENTIAL = Pattern.compile("(?i).*(api[-_]?key|secret|password|credential).*");

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (!ID.matcher(id).matches()) {
            violations.add(new Violation(
                    "id",
                    "must be 1 to 64 lower-case letters, digits, '.', '_' or '-', the first a letter or digit",
                    id));
        }
        if (format == ModelFormat.BUILT_IN) {
            violations.add(new Violation(
                    "format",
                    "must not be BUILT_IN; built-in models register themselves when their service starts",
                    format));
        }
        if (format.place() == ModelFormat.Place.ENDPOINT && !isEndpoint(location)) {
            violations.add(new Violation(
                    "location", "must be an http or https address without user, query and fragment", location));
        }
        for (String name : parameters.keySet()) {
            if (CREDENTIAL.matcher(name).matches()) {
                violations.add(new Violation(
                        "parameters." + name,
                        "must not be a credential: parameters are public; configure it in the service",
                        null));
            }
        }
        return violations;
    }

    private static boolean isEndpoint(String location) {
        try {
            URI address = URI.create(location);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
