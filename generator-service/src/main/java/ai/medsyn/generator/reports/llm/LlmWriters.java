package ai.medsyn.generator.reports.llm;

import ai.medsyn.generator.reports.ReportWriter;
import ai.medsyn.generator.reports.WriterSource;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.Lexicon;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The writers behind registered endpoints; one per model, so that its limits hold for all jobs of this process. */
@Component
class LlmWriters implements WriterSource {

    private final ModelRegistry registry;
    private final EntityExtractor extractor;
    private final LlmKeys keys;
    private final PromptBook prompts = new PromptBook(Lexicon.builtIn());
    private final LlmMetrics metrics;
    private final Map<String, ReportWriter> writers = new ConcurrentHashMap<>();

    LlmWriters(ModelRegistry registry, EntityExtractor extractor, LlmKeys keys, MeterRegistry meters) {
        this.registry = registry;
        this.extractor = extractor;
        this.keys = keys;
        this.metrics = new LlmMetrics(meters);
    }

    @Override
    public Optional<ReportWriter> find(String id) {
        ReportWriter known = writers.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Model model = registry.require(id, ModelKind.REPORT_WRITER);
        if (model.format() != ModelFormat.OPENAI_ENDPOINT) {
            return Optional.empty();
        }
        return Optional.of(writers.computeIfAbsent(id, any -> writer(model)));
    }

    private ReportWriter writer(Model model) {
        LlmSettings settings = LlmSettings.of(model);
        ChatEndpoint endpoint = new SpringAiEndpoint(settings, key(model, settings));
        SectionWriter sections = new SectionWriter(
                new GuardedEndpoint(endpoint, model.id(), settings.calls()), prompts, extractor, settings.sampling());
        return new LlmWriter(model.id(), settings, prompts, sections, metrics);
    }

    private @Nullable String key(Model model, LlmSettings settings) {
        String name = settings.keyName();
        if (name == null) {
            return null;
        }
        String key = keys.keys().get(name);
        if (key == null || key.isBlank()) {
            throw new JobFailure(
                    "writer-key-missing",
                    "the registration of model " + model.id() + " names the key '" + name
                            + "', which this service does not have; set medsyn.llm.keys." + name
                            + " where generator-service runs");
        }
        return key;
    }
}
