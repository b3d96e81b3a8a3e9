package ai.medsyn.generator.reports.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarWriterTest {

    private final Lexicon lexicon = Lexicon.builtIn();
    private final EntityExtractor extractor = new LexiconExtractor(lexicon);
    private final GrammarWriter writer = new GrammarWriter();

    @ParameterizedTest
    @CsvSource({"1, 0, 500", "4, 2, 1500", "9, 3, 1000"})
    void both_sections_say_exactly_what_was_sampled(int clinical, int anatomy, int reports) {
        SamplingPlan plan = plan(clinical, anatomy, reports);
        int exact = 0;
        for (int ordinal = 0; ordinal < reports; ordinal++) {
            WrittenReport report = writer.write(plan.entities(ordinal), 1_000_003L * ordinal);
            EntitySet requested = EntitySet.of(plan.entities(ordinal));
            boolean whole = read(ReportText.join(report.findings(), report.impression()))
                    .equals(requested);
            exact += whole && read(report.impression()).equals(requested) ? 1 : 0;
        }
        assertThat(exact).isEqualTo(reports);
    }

    @Test
    void every_entity_of_the_lexicon_can_be_written_alone() {
        List<Entity> unwritten = new ArrayList<>();
        for (EntityCategory category : EntityCategory.values()) {
            for (Entity entity : lexicon.entities(category)) {
                WrittenReport report = writer.write(List.of(entity), 17);
                if (!read(report.impression()).equals(EntitySet.of(List.of(entity)))) {
                    unwritten.add(entity);
                }
            }
        }
        assertThat(unwritten).isEmpty();
    }

    @Test
    void the_impression_gives_a_finding_the_side_severity_and_zone_of_the_findings() {
        SamplingPlan plan = plan(4, 2, 500);
        List<String> different = new ArrayList<>();
        for (int ordinal = 0; ordinal < 500; ordinal++) {
            WrittenReport report = writer.write(plan.entities(ordinal), ordinal);
            if (!attributes(report.findings()).equals(attributes(report.impression()))) {
                different.add(report.toString());
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void the_same_seed_writes_the_same_report_whatever_the_order_of_the_entities() {
        List<Entity> entities = plan(5, 2, 1).entities(0);
        List<Entity> reversed = new ArrayList<>(entities);
        Collections.reverse(reversed);

        assertThat(writer.write(reversed, 42)).isEqualTo(new GrammarWriter().write(entities, 42));
        assertThat(writer.write(entities, 43)).isNotEqualTo(writer.write(entities, 42));
    }

    @Test
    void reports_vary() {
        SamplingPlan plan = plan(4, 2, 1_000);
        Set<String> reports = new HashSet<>();
        Set<String> sentences = new HashSet<>();
        int total = 0;
        for (int ordinal = 0; ordinal < 1_000; ordinal++) {
            WrittenReport report = writer.write(plan.entities(ordinal), ordinal);
            reports.add(report.findings());
            List<String> own = Arrays.asList(report.findings().split("(?<=\\.) "));
            sentences.addAll(own);
            total += own.size();
        }
        assertThat(reports).hasSizeGreaterThan(990);
        assertThat(sentences.size()).isGreaterThan(total / 2);
    }

    @Test
    void an_entity_outside_the_lexicon_is_refused_by_name() {
        Entity unknown = new Entity(EntityCategory.DISEASE, "hoarfrost lung");
        assertThatThrownBy(() -> writer.write(List.of(unknown), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DISEASE:hoarfrost lung");
    }

    @Test
    void a_text_that_stays_unfaithful_ends_with_the_last_difference() {
        EntityExtractor blind = new EntityExtractor() {
            @Override
            public String modelId() {
                return "blind";
            }

            @Override
            public List<EntityMention> extract(String text) {
                return List.of();
            }
        };
        Entity pneumonia = new Entity(EntityCategory.DISEASE, "pneumonia");
        assertThatThrownBy(() -> new GrammarWriter(lexicon, blind).write(List.of(pneumonia), 1))
                .isInstanceOfSatisfying(
                        UnfaithfulReportException.class,
                        e -> assertThat(e.difference().missing()).containsExactly(pneumonia));
    }

    @Test
    void reports_doubt_compare_and_mention_patients_and_earlier_examinations() {
        SamplingPlan plan = plan(4, 2, 600);
        StringBuilder all = new StringBuilder();
        for (int ordinal = 0; ordinal < 600; ordinal++) {
            WrittenReport report = writer.write(plan.entities(ordinal), ordinal);
            all.append(report.findings())
                    .append('\n')
                    .append(report.impression())
                    .append('\n');
        }
        assertThat(all.toString())
                .containsPattern("[Ll]ikely |[Pp]robable |compatible with")
                .containsPattern("[Pp]ossible |suspicious for|cannot be excluded")
                .containsPattern("unchanged|since the prior|in the interval")
                .containsPattern("(a|an) \\d\\d-year-old (wo)?man")
                .containsPattern("compar")
                .doesNotContainPattern("\\{|\\}|  | \\.|\\.\\.| a [aeio]| an [bcdfgjkpqtvwz]");
    }

    @Test
    void a_finding_is_as_certain_in_the_impression_as_in_the_findings() {
        SamplingPlan plan = plan(5, 0, 400);
        for (int ordinal = 0; ordinal < 400; ordinal++) {
            WrittenReport report = writer.write(plan.entities(ordinal), ordinal);
            assertThat(certainties(report.impression())).as("%s", report).isEqualTo(certainties(report.findings()));
        }
    }

    private Map<String, Certainty> certainties(String text) {
        Map<String, Certainty> certainties = new HashMap<>();
        extractor.extract(text).stream()
                .filter(EntityMention::present)
                .forEach(mention -> certainties.put(mention.concept(), mention.certainty()));
        return certainties;
    }

    private SamplingPlan plan(int clinical, int anatomy, int count) {
        return new BalancedSampler(EntityBank.of(lexicon), new SamplingSpec(clinical, anatomy, 100_000))
                .plan(2_024, 0, count, Map.of());
    }

    private EntitySet read(String text) {
        return EntitySet.ofMentions(extractor.extract(text));
    }

    private Map<String, Attributes> attributes(String text) {
        Map<String, Attributes> attributes = new HashMap<>();
        extractor.extract(text).stream()
                .filter(EntityMention::present)
                .forEach(mention -> attributes.put(mention.concept(), mention.attributes()));
        return attributes;
    }
}
