package ai.medsyn.generator.reports;

import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportLabels;
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
    EntityBank entityBank(Lexicon lexicon) {
        return EntityBank.of(lexicon);
    }
}
