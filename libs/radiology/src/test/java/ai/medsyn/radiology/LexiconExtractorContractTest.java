package ai.medsyn.radiology;

import ai.medsyn.radiology.testing.EntityExtractorContract;

class LexiconExtractorContractTest extends EntityExtractorContract {

    private final EntityExtractor extractor = new LexiconExtractor(Lexicon.builtIn());

    @Override
    protected EntityExtractor extractor() {
        return extractor;
    }
}
