package ai.medsyn.filter.curation;

import ai.medsyn.filter.fingerprints.AcceptedImages;
import ai.medsyn.filter.fingerprints.AcceptedTexts;
import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.filter.policies.NearDuplicatePolicy;
import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.Policy;
import ai.medsyn.filter.policies.PolicyCard.Subject;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.filter.policies.Verdict;
import ai.medsyn.imaging.Fingerprint;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides candidates in the order of their ordinals, remembering the accepted ones.
 *
 * <p>Nearly all the work is the search for similar images. What was accepted before a batch is searched by all processors at once; only what the
 * batch itself accepts is searched one by one. The nearest distance is a minimum, so neither the size of a batch nor the number of
 * processors changes it.
 */
final class Decider {

    private final Thresholds thresholds;
    private final AcceptedTexts texts = new AcceptedTexts();
    private final AcceptedImages images = new AcceptedImages();

    Decider(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Remembers a candidate that was accepted before. */
    void remember(Optional<TextFingerprint> text, Optional<Fingerprint> image) {
        text.ifPresent(texts::add);
        image.ifPresent(images::add);
    }

    /** Decides the next candidates, by ordinal. */
    List<Decision> decide(List<Measurement> batch) {
        int before = images.size();
        int[] nearestBefore = IntStream.range(0, batch.size())
                .parallel()
                .map(i -> nearestImage(batch.get(i), 0))
                .toArray();
        List<Decision> decisions = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Measurement measurement = batch.get(i);
            int nearest = Math.min(nearestBefore[i], nearestImage(measurement, before));
            Decision decision = decide(measurement, nearest);
            decisions.add(decision);
            if (decision.accepted()) {
                remember(measurement.text(), measurement.image());
            }
        }
        return decisions;
    }

    private int nearestImage(Measurement measurement, int from) {
        return measurement.image().map(image -> images.nearest(image, from)).orElse(Fingerprint.BITS);
    }

    private Decision decide(Measurement measurement, int nearestImage) {
        List<Verdict> verdicts = new ArrayList<>(Policies.all().size());
        for (Policy policy : Policies.all()) {
            if (applies(policy, measurement)) {
                double measured = policy instanceof NearDuplicatePolicy
                        ? distance(policy, measurement, nearestImage)
                        : stored(policy, measurement);
                verdicts.add(policy.judge(measured, thresholds.of(policy)));
            }
        }
        return new Decision(measurement.ordinal(), verdicts);
    }

    /** An image that cannot be decoded is rejected for just that: there is nothing else to say about it. */
    private static boolean applies(Policy policy, Measurement measurement) {
        return policy == Policies.IMAGE_DECODABLE
                || policy.card().subject() == Subject.TEXT
                || measurement.image().isPresent();
    }

    private int distance(Policy policy, Measurement measurement, int nearestImage) {
        return policy == Policies.NEAR_DUPLICATE_IMAGE
                ? nearestImage
                : measurement.text().map(texts::nearest).orElse(TextFingerprint.FARTHEST);
    }

    private static double stored(Policy policy, Measurement measurement) {
        Map<String, Double> measured = measurement.measured();
        Double value = measured.get(policy.filter());
        if (value == null) {
            throw new JobFailure(
                    "measurement-outdated",
                    "expected candidate " + measurement.ordinal() + " to have a measurement for " + policy.filter()
                            + ", found " + measured.keySet()
                            + "; it was measured by an earlier release: build a new corpus");
        }
        return value;
    }
}
