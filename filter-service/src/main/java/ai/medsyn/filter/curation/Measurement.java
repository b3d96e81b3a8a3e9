package ai.medsyn.filter.curation;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.imaging.Fingerprint;
import java.util.Map;
import java.util.Optional;

/**
 * All that deciding needs to know about a candidate.
 *
 * @param ordinal its place in the corpus
 * @param measured numbers by policy; what cannot be measured, such as the blur of an image that cannot be decoded, is absent
 * @param text fingerprint of its report, if it has words
 * @param image fingerprint of its image, if it can be decoded
 */
record Measurement(
        int ordinal, Map<String, Double> measured, Optional<TextFingerprint> text, Optional<Fingerprint> image) {}
