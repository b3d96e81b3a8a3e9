package ai.medsyn.evaluation.quality;

import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportText;
import java.util.HashSet;
import java.util.Set;

/** Whether reports say what was asked for: entities that were requested against entities that are found again. */
final class EntityFidelity {

    private final EntityExtractor extractor = new LexiconExtractor(Lexicon.builtIn());
    private long requested;
    private long found;
    private long both;
    private long exact;
    private long reports;

    /** Adds a report; one without requested entities is passed over. */
    void add(SampleView.Text text) {
        if (text.entities().isEmpty()) {
            return;
        }
        Set<Entity> wanted = new HashSet<>();
        text.entities().forEach(entity -> wanted.add(Entity.parse(entity)));
        Set<Entity> said = new HashSet<>();
        for (EntityMention mention : extractor.extract(ReportText.join(text.findings(), text.impression()))) {
            said.add(mention.entity());
        }
        Set<Entity> common = new HashSet<>(wanted);
        common.retainAll(said);
        requested += wanted.size();
        found += said.size();
        both += common.size();
        exact += wanted.equals(said) ? 1 : 0;
        reports++;
    }

    long reports() {
        return reports;
    }

    /** Share of found entities that were requested. */
    double precision() {
        return found == 0 ? 0 : (double) both / found;
    }

    /** Share of requested entities that were found. */
    double recall() {
        return requested == 0 ? 0 : (double) both / requested;
    }

    /** Share of reports that say exactly what was requested. */
    double exact() {
        return reports == 0 ? 0 : (double) exact / reports;
    }
}
