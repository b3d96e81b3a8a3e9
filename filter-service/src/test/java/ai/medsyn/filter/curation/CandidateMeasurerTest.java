package ai.medsyn.filter.curation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateMeasurerTest {

    private static final Entity EFFUSION = new Entity(EntityCategory.DISEASE, "pleural effusion");

    private final CandidateMeasurer measurer = new CandidateMeasurer(new LexiconExtractor(Lexicon.builtIn()));

    private Measurement measure(Candidate.Report report, List<Entity> requested) {
        return measurer.measure(
                new Candidate(
                        4,
                        report,
                        EntitySet.of(requested),
                        new StoredObject(new ObjectName("image.png"), 0, Sha256.of("")),
                        true),
                TestCorpus.image(1),
                TestCorpus.SIDE);
    }

    @Test
    void an_entity_that_only_findings_name_is_missing_from_the_image() {
        Measurement measurement = measure(
                new Candidate.Report("Left pleural effusion.", "Abnormal chest film.", false), List.of(EFFUSION));
        assertThat(measurement.measured())
                .containsEntry("entities-present", 1.0)
                .containsEntry("no-other-entities", 0.0);
    }

    @Test
    void an_entity_that_only_findings_add_is_extra() {
        Measurement measurement = measure(
                new Candidate.Report("Left pleural effusion. Pneumothorax.", "Left pleural effusion.", false),
                List.of(EFFUSION));
        assertThat(measurement.measured())
                .containsEntry("entities-present", 0.0)
                .containsEntry("no-other-entities", 1.0);
    }

    @Test
    void the_section_that_conditions_the_image_is_counted() {
        assertThat(measure(new Candidate.Report("One two three four.", "Five six.", false), List.of())
                        .measured())
                .containsEntry("token-count", 2.0);
        assertThat(measure(new Candidate.Report("One two three four.", "", true), List.of())
                        .measured())
                .containsEntry("token-count", 4.0);
    }
}
