package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.Policy;
import ai.medsyn.platform.models.BuiltInModel;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what knows no Spring. */
@Configuration(proxyBeanMethods = false)
class CurationConfiguration {

    @Bean
    BuiltInModel curationRules() {
        return new BuiltInModel(
                VerdictStore.JUDGE,
                ModelKind.CURATION_RULES,
                "1",
                "CC-BY-4.0",
                Map.of("policies", Policies.all().stream().map(Policy::filter).toList()));
    }

    @Bean
    CandidateMeasurer candidateMeasurer() {
        return new CandidateMeasurer(new LexiconExtractor(Lexicon.builtIn()));
    }
}
