package ai.medsyn.generator.reports;

import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.EntityBanks;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.radiology.Entity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Texts outside of jobs: for previews, and to replay one. */
@Component
public class Drafts {

    private final EntityBanks banks;
    private final CandidateTexts texts;
    private final RealReports realReports;

    Drafts(EntityBanks banks, CandidateTexts texts, RealReports realReports) {
        this.banks = banks;
        this.texts = texts;
        this.realReports = realReports;
    }

    /**
     * A text as lineage keeps it.
     *
     * @param entities {@code CATEGORY:name}
     * @param promptSource IMPRESSION or FINDINGS
     */
    public record Draft(int ordinal, List<String> entities, String findings, String impression, String promptSource) {

        public String prompt() {
            return promptSource.equals("IMPRESSION") ? impression : findings;
        }

        static Draft of(CandidateText text) {
            return new Draft(
                    text.ordinal(),
                    text.entities().stream().map(Entity::toString).toList(),
                    text.report().findings(),
                    text.report().impression(),
                    text.promptSource());
        }
    }

    /** The texts of the first candidates that a corpus would have. */
    public List<Draft> first(long seed, CorpusSpec spec, int count) {
        CorpusSpec.SampledReports sampled = spec.sampled();
        if (sampled == null) {
            return realReports.texts(Objects.requireNonNull(spec.reportSet()), seed, 0, count).stream()
                    .map(Draft::of)
                    .toList();
        }
        SamplingPlan plan =
                new BalancedSampler(banks.require(sampled.bank()), sampled.sampling()).plan(seed, 0, count, Map.of());
        try {
            return texts.write(sampled.writer(), seed, IntStream.range(0, count), plan::entities).stream()
                    .map(Draft::of)
                    .toList();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while texts were written", stopped);
        }
    }

    /** Writes a recorded text again. Real reports, and what a model behind an endpoint wrote, stay what they are. */
    public Draft again(Draft recorded, String model, long seed) {
        if (model.equals(RealReports.WRITER)) {
            return recorded;
        }
        ReportWriter writer = texts.writer(model);
        if (!writer.repeatable()) {
            return recorded;
        }
        WrittenReport report =
                writer.write(recorded.entities().stream().map(Entity::parse).toList(), seed);
        return new Draft(
                recorded.ordinal(),
                recorded.entities(),
                report.findings(),
                report.impression(),
                recorded.promptSource());
    }
}
