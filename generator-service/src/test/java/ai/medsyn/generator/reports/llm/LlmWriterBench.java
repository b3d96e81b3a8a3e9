package ai.medsyn.generator.reports.llm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A writer over a real HTTP server that speaks the protocol, well and badly. */
abstract class LlmWriterBench {

    static final List<Entity> ENTITIES = List.of(
            Entity.parse("DISEASE:pleural effusion"),
            Entity.parse("NON_DISEASE:pneumothorax"),
            Entity.parse("NON_ABNORMALITY:normal heart size"),
            Entity.parse("ANATOMY:left lower lobe"));
    private static final LexiconExtractor EXTRACTOR = new LexiconExtractor(Lexicon.builtIn());

    /** A pause of the machine must not pass for a failure of the endpoint. */
    static final Duration PATIENT = Duration.ofMinutes(2);

    final ModelServer server = new ModelServer();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        server.close();
    }

    LlmSettings settings(LlmSettings.Structured structured, boolean stream) {
        return settings(structured, new LlmSettings.Calls(3, PATIENT, 3, Duration.ofMillis(10), stream));
    }

    LlmSettings settings(LlmSettings.Structured structured, LlmSettings.Calls calls) {
        return new LlmSettings(
                URI.create(server.address()),
                "test-model",
                null,
                new LlmSettings.Sampling(4, List.of(0.8, 0.4, 0.0), null, 300, structured),
                calls,
                new LlmSettings.Price(1.0, 2.0));
    }

    LlmWriter writer(LlmSettings settings) {
        PromptBook prompts = new PromptBook(Lexicon.builtIn());
        GuardedEndpoint endpoint =
                new GuardedEndpoint(new SpringAiEndpoint(settings, "secret-key"), "test", settings.calls());
        SectionWriter sections = new SectionWriter(endpoint, prompts, EXTRACTOR, settings.sampling());
        return new LlmWriter("test", settings, prompts, sections, new LlmMetrics(meters));
    }

    LlmWriter plain() {
        return writer(settings(LlmSettings.Structured.NONE, false));
    }

    static void assertExact(WrittenReport report) {
        assertThat(report.writing().exact()).as("%s", report).isTrue();
        for (String section : List.of(report.findings(), report.impression())) {
            assertThat(EntitySet.ofMentions(EXTRACTOR.extract(section))).isEqualTo(EntitySet.of(ENTITIES));
        }
    }
}
