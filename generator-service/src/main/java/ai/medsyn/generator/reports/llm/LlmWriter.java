package ai.medsyn.generator.reports.llm;

import ai.medsyn.generator.reports.ReportWriter;
import ai.medsyn.generator.reports.Writing;
import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntitySet;
import java.util.ArrayList;
import java.util.List;

/** FINDINGS from the entities, then IMPRESSION from the FINDINGS (SynCXR); each must say exactly the entities. */
final class LlmWriter implements ReportWriter {

    private final String modelId;
    private final LlmSettings settings;
    private final PromptBook prompts;
    private final SectionWriter sections;
    private final LlmMetrics metrics;

    LlmWriter(String modelId, LlmSettings settings, PromptBook prompts, SectionWriter sections, LlmMetrics metrics) {
        this.modelId = modelId;
        this.settings = settings;
        this.prompts = prompts;
        this.sections = sections;
        this.metrics = metrics;
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public int concurrency() {
        return settings.calls().concurrency();
    }

    @Override
    public WrittenReport write(List<Entity> entities, long seed) {
        EntitySet requested = EntitySet.of(entities);
        SectionWriter.Outcome findings =
                sections.write(new SectionWriter.Task("FINDINGS", prompts.findings(entities), requested, seed));
        if (!findings.exact()) {
            return report(findings.text(), "", findings, findings.attempts());
        }
        SectionWriter.Outcome impression = sections.write(
                new SectionWriter.Task("IMPRESSION", prompts.impression(findings.text(), entities), requested, seed));
        List<Writing.Attempt> attempts = new ArrayList<>(findings.attempts());
        attempts.addAll(impression.attempts());
        return report(findings.text(), impression.text(), impression, attempts);
    }

    private WrittenReport report(
            String findings, String impression, SectionWriter.Outcome last, List<Writing.Attempt> attempts) {
        long promptTokens =
                attempts.stream().mapToLong(Writing.Attempt::promptTokens).sum();
        long completionTokens =
                attempts.stream().mapToLong(Writing.Attempt::completionTokens).sum();
        Writing writing = new Writing(
                last.exact(),
                last.difference().missing().stream().map(Entity::toString).toList(),
                last.difference().extra().stream().map(Entity::toString).toList(),
                settings.model(),
                prompts.digests(),
                attempts,
                promptTokens,
                completionTokens,
                settings.price() == null ? null : settings.price().of(promptTokens, completionTokens));
        metrics.written(modelId, writing);
        return new WrittenReport(findings, impression, attempts.size(), writing);
    }
}
