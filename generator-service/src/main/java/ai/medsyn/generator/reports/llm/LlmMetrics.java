package ai.medsyn.generator.reports.llm;

import ai.medsyn.generator.reports.Writing;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of what models wrote: reports by outcome, answers, tokens. */
final class LlmMetrics {

    private final MeterRegistry meters;

    LlmMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void written(String model, Writing writing) {
        String outcome = writing.exact() ? "exact" : "inexact";
        meters.counter("medsyn.writer.reports", "model", model, "outcome", outcome)
                .increment();
        meters.counter("medsyn.writer.answers", "model", model)
                .increment(writing.attempts().size());
        meters.counter("medsyn.writer.tokens", "model", model, "kind", "prompt").increment(writing.promptTokens());
        meters.counter("medsyn.writer.tokens", "model", model, "kind", "completion")
                .increment(writing.completionTokens());
    }
}
