package ai.medsyn.filter.curation;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.filter.policies.ImageEvidence;
import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.TextEvidence;
import ai.medsyn.imaging.DecodedImage;
import ai.medsyn.imaging.Fingerprint;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.ImageFormatException;
import ai.medsyn.imaging.ImageMeasures;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.ReportText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures a candidate. The same text and bytes give the same measurement. */
final class CandidateMeasurer {

    /** An image of more pixels is not decoded: nothing here asks for one, and a small file can claim a huge one. */
    private static final long MAX_PIXELS = 1L << 26;

    private final EntityExtractor extractor;

    CandidateMeasurer(EntityExtractor extractor) {
        this.extractor = extractor;
    }

    /**
     * Measures everything.
     *
     * @param imageBytes what is stored as the candidate's image
     * @param imageSize requested width and height, pixels
     */
    Measurement measure(Candidate candidate, byte[] imageBytes, int imageSize) {
        Map<String, Double> measured = new LinkedHashMap<>();
        Candidate.Report report = candidate.report();
        String text = ReportText.join(report.findings(), report.impression());
        List<EntityMention> mentions = extractor.extract(text);
        measureText(candidate, text, mentions, measured);
        Optional<DecodedImage> image = candidate.drawn() ? decode(imageBytes) : Optional.empty();
        measured.put(Policies.IMAGE_DECODABLE.filter(), Policies.IMAGE_DECODABLE.measure(image.isPresent()));
        image.ifPresent(decoded -> measureImage(decoded, imageSize, measured));
        return new Measurement(
                candidate.ordinal(),
                measured,
                TextFingerprint.of(report.findings(), report.impression(), mentions),
                image.map(decoded -> Fingerprint.of(decoded.gray())));
    }

    private static void measureText(
            Candidate candidate, String text, List<EntityMention> mentions, Map<String, Double> measured) {
        List<EntityMention> shown = within(candidate.report(), text, mentions);
        TextEvidence evidence = new TextEvidence(
                ReportText.tokenCount(candidate.report().prompt()), difference(candidate.requested(), shown, mentions));
        Policies.text().forEach(policy -> measured.put(policy.filter(), policy.measure(evidence)));
    }

    /** What the image cannot show because its prompt does not say it, and what no section should have said. */
    private static EntitySet.Difference difference(
            EntitySet requested, List<EntityMention> shown, List<EntityMention> mentions) {
        if (requested.entities().isEmpty()) {
            return new EntitySet.Difference(List.of(), List.of());
        }
        return new EntitySet.Difference(
                EntitySet.ofMentions(shown).against(requested).missing(),
                EntitySet.ofMentions(mentions).against(requested).extra());
    }

    /** The mentions of the section that conditions the image; FINDINGS is the first section of the text, IMPRESSION the last. */
    private static List<EntityMention> within(Candidate.Report report, String text, List<EntityMention> mentions) {
        String prompt = report.prompt().strip();
        int from = report.conditionedByFindings() ? text.indexOf(prompt) : text.lastIndexOf(prompt);
        int to = from + prompt.length();
        return mentions.stream()
                .filter(mention ->
                        mention.span().start() >= from && mention.span().start() < to)
                .toList();
    }

    private static void measureImage(DecodedImage decoded, int imageSize, Map<String, Double> measured) {
        ImageEvidence evidence = new ImageEvidence(ImageMeasures.of(decoded), imageSize);
        Policies.image().forEach(policy -> measured.put(policy.filter(), policy.measure(evidence)));
    }

    private static Optional<DecodedImage> decode(byte[] bytes) {
        try {
            return Optional.of(ImageDecoder.decode(bytes, MAX_PIXELS));
        } catch (ImageFormatException notAnImage) {
            return Optional.empty();
        }
    }
}
