package ai.medsyn.generator.reports.llm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.generator.reports.Writing;
import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real model writes reports: {@code -Dmedsyn.llm.address=http://127.0.0.1:8080/v1 -Dmedsyn.llm.model=NAME -Dmedsyn.llm.reports=20}. What share it gets right is
 * printed and not judged; that every report ends, exact or not, is.
 */
@EnabledIfSystemProperty(named = "medsyn.llm.address", matches = "http.*")
class RealModelTest {

    private static final int REPORTS = Integer.getInteger("medsyn.llm.reports", 20);

    @ParameterizedTest
    @EnumSource(
            value = LlmSettings.Structured.class,
            names = {"AUTO", "NONE"})
    void every_report_ends(LlmSettings.Structured structured) {
        for (int clinical : new int[] {1, 2}) {
            LlmWriter writer = writer(structured);
            SamplingPlan plan = new BalancedSampler(
                            EntityBank.of(Lexicon.builtIn()), new SamplingSpec(clinical, 0, 100))
                    .plan(5, 0, REPORTS, Map.of());
            List<WrittenReport> reports = IntStream.range(0, REPORTS)
                    .mapToObj(ordinal -> writer.write(plan.entities(ordinal), ordinal))
                    .toList();
            List<Writing> writings =
                    reports.stream().map(WrittenReport::writing).toList();
            System.out.printf(
                    "%s, k=%d: %d of %d exact, FINDINGS exact in %d, answers %s, tokens %d + %d, problems %s%n",
                    structured,
                    clinical,
                    writings.stream().filter(Writing::exact).count(),
                    REPORTS,
                    writings.stream()
                            .filter(writing -> writing.attempts().stream()
                                    .anyMatch(attempt -> attempt.section().equals("IMPRESSION")))
                            .count(),
                    reports.stream().mapToInt(WrittenReport::attempts).summaryStatistics(),
                    writings.stream().mapToLong(Writing::promptTokens).sum(),
                    writings.stream().mapToLong(Writing::completionTokens).sum(),
                    writings.stream()
                            .flatMap(writing -> writing.attempts().stream())
                            .map(attempt -> String.valueOf(attempt.problem()))
                            .collect(Collectors.groupingBy(problem -> problem, Collectors.counting())));
            for (int i = 0; i < 4; i++) {
                System.out.println(
                        "  " + plan.entities(i) + "\n    " + reports.get(i).findings() + "\n    "
                                + reports.get(i).impression() + "\n    missing "
                                + writings.get(i).missing() + " extra "
                                + writings.get(i).extra());
            }
            assertThat(writings)
                    .allSatisfy(writing -> assertThat(writing.promptTokens()).isPositive());
        }
    }

    private static LlmWriter writer(LlmSettings.Structured structured) {
        LlmSettings settings = new LlmSettings(
                URI.create(System.getProperty("medsyn.llm.address")),
                System.getProperty("medsyn.llm.model", "default"),
                null,
                new LlmSettings.Sampling(4, List.of(0.8, 0.6, 0.3, 0.0), null, 200, structured),
                new LlmSettings.Calls(2, Duration.ofMinutes(3), 4, Duration.ofMillis(500), false),
                null);
        PromptBook prompts = new PromptBook(Lexicon.builtIn());
        SectionWriter sections = new SectionWriter(
                new GuardedEndpoint(new SpringAiEndpoint(settings, null), "real", settings.calls()),
                prompts,
                new LexiconExtractor(Lexicon.builtIn()),
                settings.sampling());
        return new LlmWriter("real", settings, prompts, sections, new LlmMetrics(new SimpleMeterRegistry()));
    }
}
