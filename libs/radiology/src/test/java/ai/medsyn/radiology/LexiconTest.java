package ai.medsyn.radiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {

    private final Lexicon lexicon = Lexicon.builtIn();

    @Test
    void a_phrase_names_one_concept() {
        Map<String, String> owners = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (Concept concept : lexicon.concepts()) {
            for (String phrase : concept.phrases()) {
                String stems = Stream.of(phrase.trim().split("[\\s-]+"))
                        .map(Word::stem)
                        .collect(Collectors.joining(" "));
                String owner = owners.putIfAbsent(stems, concept.name());
                if (owner != null && !owner.equals(concept.name())) {
                    shared.add(stems + ": " + owner + ", " + concept.name());
                }
            }
        }
        assertThat(shared).isEmpty();
    }

    @Test
    void every_phrase_is_read_as_its_own_concept_and_nothing_else() {
        LexiconExtractor extractor = new LexiconExtractor(lexicon);
        List<String> misread = new ArrayList<>();
        for (Concept concept : lexicon.concepts()) {
            for (String phrase : concept.phrases()) {
                List<String> found = extractor.extract(phrase + ".").stream()
                        .map(EntityMention::concept)
                        .toList();
                if (!found.equals(List.of(concept.name()))) {
                    misread.add(phrase + ": " + found + " instead of " + concept.name());
                }
            }
        }
        assertThat(misread).isEmpty();
    }

    @Test
    void the_lexicon_is_as_large_as_a_balanced_corpus_needs() {
        long anatomy = lexicon.entities(EntityCategory.ANATOMY).size();
        assertThat(anatomy).isGreaterThan(190);
        assertThat(lexicon.concepts().size() - anatomy).isGreaterThan(600);
    }

    @Test
    void contradiction_is_symmetric_and_never_hits_an_entity_itself() {
        List<Entity> entities = new ArrayList<>();
        Stream.of(EntityCategory.values())
                .filter(EntityCategory::clinical)
                .forEach(category -> entities.addAll(lexicon.entities(category)));
        List<String> wrong = new ArrayList<>();
        for (Entity one : entities) {
            for (Entity other : entities) {
                boolean contradicts = lexicon.contradicts(one, other);
                if (contradicts != lexicon.contradicts(other, one) || (contradicts && one.equals(other))) {
                    wrong.add(one + " and " + other);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void names_are_lower_case_and_every_region_of_a_finding_has_anatomy() {
        Set<String> regions = new HashSet<>();
        lexicon.concepts().stream()
                .filter(concept -> concept.kind() == ConceptKind.ANATOMY)
                .forEach(concept -> regions.addAll(concept.relations().regions()));
        assertThat(lexicon.concepts()).allSatisfy(concept -> {
            assertThat(concept.name()).isLowerCase();
            assertThat(regions).containsAll(concept.relations().regions());
        });
    }

    @Test
    void labels_are_those_of_the_public_label_sets() {
        assertThat(lexicon.concepts()).allSatisfy(concept -> {
            Concept.Labels labels = concept.relations().labels();
            assertThat(labels.chexpert()).matches(label -> label == null || ReportLabels.CHEXPERT.contains(label));
            assertThat(labels.nih()).matches(label -> label == null || ReportLabels.NIH14.contains(label));
        });
    }

    @Test
    void every_category_has_entities_and_each_carries_its_category() {
        for (EntityCategory category : EntityCategory.values()) {
            assertThat(lexicon.entities(category))
                    .hasSizeGreaterThan(50)
                    .allMatch(entity -> entity.category() == category)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DISEASE:pneumonia, NON_DISEASE:pneumonia, true",
        "DISEASE:pneumonia, NON_ABNORMALITY:opacity, true",
        "NON_DISEASE:pneumonia, ABNORMALITY:opacity, false",
        "NON_DISEASE:pneumonia, NON_ABNORMALITY:opacity, false",
        "DISEASE:pneumothorax, NON_ABNORMALITY:acute cardiopulmonary abnormality, true",
        "DISEASE:lung cancer, NON_ABNORMALITY:clear lungs, true",
        "DISEASE:cardiomegaly, NON_ABNORMALITY:normal heart size, true",
        "ABNORMALITY:left atrial enlargement, NON_ABNORMALITY:normal heart size, true",
        "NON_DISEASE:cardiomegaly, NON_ABNORMALITY:normal heart size, false",
        "ABNORMALITY:consolidation, NON_ABNORMALITY:clear lungs, true",
        "DISEASE:pleural effusion, NON_ABNORMALITY:clear lungs, false",
        "ABNORMALITY:pacemaker, NON_ABNORMALITY:normal chest, true",
        "ABNORMALITY:pacemaker, NON_ABNORMALITY:clear lungs, false",
        "ABNORMALITY:hyperinflation, ABNORMALITY:low lung volumes, true",
        "DISEASE:something unknown, NON_DISEASE:pneumonia, false"
    })
    void what_no_report_can_truthfully_say_contradicts(String one, String other, boolean expected) {
        assertThat(lexicon.contradicts(Entity.parse(one), Entity.parse(other))).isEqualTo(expected);
        assertThat(lexicon.contradicts(Entity.parse(other), Entity.parse(one))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "DISEASE:pneumothorax, ANATOMY:left ribs, false",
        "DISEASE:pneumothorax, ANATOMY:left lung apex, true",
        "DISEASE:rib fracture, ANATOMY:left ribs, true",
        "NON_ABNORMALITY:clear lungs, ANATOMY:lingula, true",
        "DISEASE:something unknown, ANATOMY:lingula, true"
    })
    void a_finding_fits_where_it_may_lie(String finding, String place, boolean expected) {
        assertThat(lexicon.fits(Entity.parse(finding), Entity.parse(place))).isEqualTo(expected);
    }

    @Test
    void a_relation_to_a_concept_that_is_not_there_is_refused() {
        Concept pneumonia = lexicon.concept("pneumonia").orElseThrow();
        assertThatThrownBy(() -> new Lexicon(List.of(pneumonia)))
                .hasMessageContaining("pneumonia")
                .hasMessageContaining("pulmonary infection");
    }
}
