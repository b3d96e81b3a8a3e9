package ai.medsyn.platform.models.web;

import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What verifying a model found.
 *
 * @param resolved what its own files came to when it was tried out
 */
record VerificationView(
        String model,
        boolean intact,
        List<String> changed,
        List<String> missing,
        List<String> surplus,
        String licence,
        Map<String, Object> resolved,
        Instant verifiedAt) {

    static VerificationView of(Verification verification, Model model) {
        return new VerificationView(
                verification.model(),
                verification.intact(),
                verification.changed(),
                verification.missing(),
                verification.surplus(),
                model.licence(),
                model.resolved(),
                verification.verifiedAt());
    }
}
