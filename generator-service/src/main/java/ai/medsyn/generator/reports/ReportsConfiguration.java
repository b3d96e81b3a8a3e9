package ai.medsyn.generator.reports;

import ai.medsyn.generator.reports.grammar.GrammarWriter;
import ai.medsyn.platform.models.BuiltInModel;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportLabels;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportsConfiguration {

    @Bean
    Lexicon lexicon() {
        return Lexicon.builtIn();
    }

    @Bean
    EntityExtractor entityExtractor(Lexicon lexicon) {
        return new LexiconExtractor(lexicon);
    }

    @Bean
    ReportLabels reportLabels(Lexicon lexicon) {
        return new ReportLabels(lexicon);
    }

    @Bean
    ReportWriter grammarWriter() {
        return new GrammarWriter();
    }

    @Bean
    BuiltInModel grammarModel(ReportWriter grammarWriter, Lexicon lexicon) {
        Map<String, Object> entities = new TreeMap<>();
        for (EntityCategory category : EntityCategory.values()) {
            entities.put(category.name(), lexicon.entities(category).size());
        }
        return new BuiltInModel(
                grammarWriter.modelId(), ModelKind.REPORT_WRITER, "2", "CC-BY-4.0", Map.of("entities", entities));
    }

    @Bean
    BuiltInModel lexiconModel(EntityExtractor extractor, Lexicon lexicon) {
        return new BuiltInModel(
                extractor.modelId(),
                ModelKind.ENTITY_EXTRACTOR,
                "2",
                "CC-BY-4.0",
                Map.of("concepts", lexicon.concepts().size()));
    }
}
