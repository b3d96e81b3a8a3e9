package ai.medsyn.filter.curation;

import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what knows no Spring. */
@Configuration(proxyBeanMethods = false)
class CurationConfiguration {

    @Bean
    CandidateMeasurer candidateMeasurer() {
        return new CandidateMeasurer(new LexiconExtractor(Lexicon.builtIn()));
    }
}
