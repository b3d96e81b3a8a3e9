package ai.medsyn.generator.reports.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancedSamplerTest {

    private static final EntityBank LEXICON = EntityBank.of(Lexicon.builtIn());

    @Test
    void two_hundred_thousand_sets_from_the_papers_bank_keep_the_cap() {
        // Entity counts of the paper's bank: 1.8 M of 2.05 M clinical and 600,000 of 607,755 anatomical uses are
        // needed.
        List<EntityBank.Entry> entities = new ArrayList<>();
        Map<EntityCategory, Integer> counts = Map.of(
                EntityCategory.ABNORMALITY, 55_047,
                EntityCategory.NON_ABNORMALITY, 36_365,
                EntityCategory.DISEASE, 23_017,
                EntityCategory.NON_DISEASE, 22_103,
                EntityCategory.ANATOMY, 40_517);
        for (EntityCategory category : EntityCategory.values()) {
            IntStream.range(0, counts.get(category))
                    .forEach(i -> entities.add(new EntityBank.Entry(new Entity(category, "entity " + i), 1 + i % 7)));
        }
        SamplingSpec spec = new SamplingSpec(9, 3, 15);
        EntityBank bank = new EntityBank(entities, Compatibility.ALWAYS);

        SamplingPlan plan = new BalancedSampler(bank, spec).plan(7, 0, 200_000, Map.of());

        Map<Entity, Integer> uses = new HashMap<>();
        int repeated = 0;
        for (int ordinal = 0; ordinal < 200_000; ordinal++) {
            List<Entity> set = plan.entities(ordinal);
            repeated += 12 - new HashSet<>(set).size();
            set.forEach(entity -> uses.merge(entity, 1, Integer::sum));
        }
        assertThat(repeated).isZero();
        assertThat(uses.values().stream().filter(use -> use > 15)).isEmpty();
        assertThat(uses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_400_000);
    }

    @Test
    void sets_of_the_lexicon_neither_contradict_themselves_nor_misplace_anatomy() {
        Lexicon lexicon = Lexicon.builtIn();
        SamplingPlan plan = new BalancedSampler(LEXICON, new SamplingSpec(6, 2, 60)).plan(11, 0, 1_000, Map.of());

        for (int ordinal = 0; ordinal < 1_000; ordinal++) {
            List<Entity> set = plan.entities(ordinal);
            List<Entity> clinical =
                    set.stream().filter(entity -> entity.category().clinical()).toList();
            assertThat(clinical).hasSize(6);
            for (Entity one : clinical) {
                assertThat(clinical).noneMatch(other -> lexicon.contradicts(one, other));
            }
            assertThat(set.subList(6, 8))
                    .allMatch(place -> clinical.stream().anyMatch(finding -> lexicon.fits(finding, place)));
        }
    }

    @Test
    void the_plan_depends_on_its_inputs_only() {
        BalancedSampler sampler = new BalancedSampler(LEXICON, new SamplingSpec(5, 2, 15));
        SamplingPlan plan = sampler.plan(3, 100, 200, Map.of());

        assertThat(new BalancedSampler(LEXICON, new SamplingSpec(5, 2, 15)).plan(3, 100, 200, Map.of()))
                .isEqualTo(plan);
        assertThat(sampler.plan(4, 100, 200, Map.of())).isNotEqualTo(plan);
        assertThat(sampler.plan(3, 300, 200, Map.of()).entities(300)).isNotEqualTo(plan.entities(100));
    }

    @Test
    void uses_of_accepted_samples_count_against_the_cap() {
        Entity spent = new Entity(EntityCategory.DISEASE, "pneumonia");
        SamplingPlan plan = new BalancedSampler(LEXICON, new SamplingSpec(6, 0, 15)).plan(3, 0, 300, Map.of(spent, 15));

        assertThat(IntStream.range(0, 300).mapToObj(plan::entities)).noneMatch(set -> set.contains(spent));
    }

    @Test
    void categories_are_drawn_alike() {
        SamplingPlan plan = new BalancedSampler(LEXICON, new SamplingSpec(4, 0, 10_000)).plan(5, 0, 2_000, Map.of());
        Map<EntityCategory, Integer> drawn = new HashMap<>();
        IntStream.range(0, 2_000)
                .mapToObj(plan::entities)
                .forEach(set -> set.forEach(entity -> drawn.merge(entity.category(), 1, Integer::sum)));

        assertThat(drawn.values()).hasSize(4).allMatch(count -> count > 1_850 && count < 2_150);
    }

    @Test
    void a_request_beyond_the_capacity_is_refused_with_its_shortfall() {
        BalancedSampler sampler = new BalancedSampler(LEXICON, new SamplingSpec(9, 3, 1));

        CapacityReport capacity = sampler.capacity(Map.of(), 1_000);

        assertThat(capacity.feasible()).isFalse();
        assertThat(capacity.clinicalShortfall()).isEqualTo(9_000 - capacity.clinicalCapacity());
        assertThatThrownBy(() -> sampler.plan(1, 0, 1_000, Map.of()))
                .isInstanceOf(SamplingExhaustedException.class)
                .hasMessageContaining("needs 9000 clinical")
                .hasMessageContaining("raise the cap");
    }

    @Test
    void entities_that_cannot_stand_together_end_in_an_error_and_not_in_a_loop() {
        List<EntityBank.Entry> entities = List.of(
                new EntityBank.Entry(new Entity(EntityCategory.DISEASE, "pneumonia"), 1),
                new EntityBank.Entry(new Entity(EntityCategory.NON_DISEASE, "pneumonia"), 1));
        EntityBank bank =
                new EntityBank(entities, EntityBank.of(Lexicon.builtIn()).compatibility());

        assertThatThrownBy(() -> new BalancedSampler(bank, new SamplingSpec(2, 0, 5)).plan(1, 0, 1, Map.of()))
                .isInstanceOf(SamplingExhaustedException.class)
                .hasMessageContaining("no compatible set");
    }

    @Test
    void an_entity_of_a_given_prevalence_stands_in_exactly_that_share_of_any_run_of_reports() {
        SamplingSpec spec = new SamplingSpec(
                4,
                1,
                1_000,
                SamplingSpec.Weighting.BALANCED,
                Map.of("DISEASE:pneumonia", 0.1, "DISEASE:pleural effusion", 0.25, "NON_DISEASE:pneumothorax", 0.5));
        BalancedSampler sampler = new BalancedSampler(LEXICON, spec);
        Map<Entity, Integer> uses = new HashMap<>();
        // Rounds of different lengths, as top-ups make them.
        int first = 0;
        for (int count : List.of(701, 200, 99)) {
            SamplingPlan plan = sampler.plan(9, first, count, Map.of());
            IntStream.range(first, first + count)
                    .mapToObj(plan::entities)
                    .forEach(set -> set.forEach(entity -> uses.merge(entity, 1, Integer::sum)));
            first += count;
        }

        assertThat(uses.get(Entity.parse("DISEASE:pneumonia"))).isBetween(99, 101);
        assertThat(uses.get(Entity.parse("DISEASE:pleural effusion"))).isBetween(249, 251);
        assertThat(uses.get(Entity.parse("NON_DISEASE:pneumothorax"))).isBetween(499, 501);
    }

    @Test
    void prevalences_that_fill_the_reports_are_placed_in_rounds_of_any_size() {
        Map<String, Double> full =
                Map.of("DISEASE:pneumonia", 0.7, "DISEASE:pleural effusion", 0.7, "NON_DISEASE:pneumothorax", 0.6);
        BalancedSampler sampler =
                new BalancedSampler(LEXICON, new SamplingSpec(2, 0, 5_000, SamplingSpec.Weighting.BALANCED, full));
        for (int seed = 0; seed < 100; seed++) {
            Map<Entity, Integer> uses = new HashMap<>();
            int first = 0;
            for (int count : List.of(200, 1, 2, 3, 1, 5)) {
                SamplingPlan plan = sampler.plan(seed, first, count, Map.of());
                IntStream.range(first, first + count).mapToObj(plan::entities).forEach(set -> {
                    assertThat(set).hasSize(2).doesNotHaveDuplicates();
                    set.forEach(entity -> uses.merge(entity, 1, Integer::sum));
                });
                first += count;
            }
            int reports = first;
            // To within one a round; six rounds.
            full.forEach((entity, share) ->
                    assertThat(uses.get(Entity.parse(entity)) - share * reports).isBetween(-6.0, 6.0));
        }
    }

    @Test
    void prevalences_that_contradict_each_other_or_need_too_many_places_are_refused() {
        Map<String, Double> both = Map.of("DISEASE:pneumonia", 0.7, "NON_DISEASE:pneumonia", 0.6);
        SamplingSpec contradiction = new SamplingSpec(3, 0, 100, SamplingSpec.Weighting.BALANCED, both);
        assertThatThrownBy(() -> new BalancedSampler(LEXICON, contradiction).plan(1, 0, 100, Map.of()))
                .isInstanceOf(SamplingExhaustedException.class)
                .hasMessageContaining("cannot be reached");

        SamplingSpec crowded = new SamplingSpec(1, 0, 100, SamplingSpec.Weighting.BALANCED, both);
        assertThatThrownBy(() -> new BalancedSampler(LEXICON, crowded)).hasMessageContaining("more than the 1");

        SamplingSpec unknown =
                new SamplingSpec(3, 0, 100, SamplingSpec.Weighting.BALANCED, Map.of("DISEASE:sunburn", 0.5));
        assertThatThrownBy(() -> new BalancedSampler(LEXICON, unknown)).hasMessageContaining("sunburn");
    }

    @Test
    void natural_sampling_draws_entities_as_often_as_their_source_mentions_them() {
        List<EntityBank.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(new EntityBank.Entry(new Entity(EntityCategory.DISEASE, "disease " + i), i < 20 ? 90 : 10));
        }
        EntityBank bank = new EntityBank(entries, Compatibility.ALWAYS);
        SamplingSpec spec = new SamplingSpec(2, 0, 1_000_000, SamplingSpec.Weighting.NATURAL, Map.of());

        SamplingPlan plan = new BalancedSampler(bank, spec).plan(3, 0, 20_000, Map.of());

        // The 20 frequent ones have half of all mentions.
        long frequent = IntStream.range(0, 20_000)
                .mapToObj(plan::entities)
                .flatMap(List::stream)
                .filter(entity -> Integer.parseInt(entity.name().substring(8)) < 20)
                .count();
        assertThat(frequent / 40_000.0).isBetween(0.48, 0.52);
    }

    @Test
    void a_weighted_urn_forgets_what_has_reached_its_cap() {
        List<EntityBank.Entry> entries = IntStream.range(0, 50)
                .mapToObj(i -> new EntityBank.Entry(new Entity(EntityCategory.DISEASE, "disease " + i), 1 + i * i))
                .toList();
        SamplingSpec spec = new SamplingSpec(2, 0, 10, SamplingSpec.Weighting.NATURAL, Map.of());

        SamplingPlan plan =
                new BalancedSampler(new EntityBank(entries, Compatibility.ALWAYS), spec).plan(3, 0, 245, Map.of());

        Map<Entity, Integer> uses = new HashMap<>();
        IntStream.range(0, 245)
                .mapToObj(plan::entities)
                .flatMap(List::stream)
                .forEach(entity -> uses.merge(entity, 1, Integer::sum));
        assertThat(uses.values()).allMatch(use -> use <= 10);
        assertThat(uses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(490);
    }

    @Test
    void what_the_lexicon_does_not_know_contradicts_its_own_denial() {
        Compatibility compatibility = Compatibility.of(Lexicon.builtIn());
        Entity stated = new Entity(EntityCategory.DISEASE, "sunburn");

        assertThat(compatibility.contradicts(stated, new Entity(EntityCategory.NON_DISEASE, "sunburn")))
                .isTrue();
        assertThat(compatibility.contradicts(stated, new Entity(EntityCategory.NON_ABNORMALITY, "freckle")))
                .isFalse();
        assertThat(compatibility.fits(stated, new Entity(EntityCategory.ANATOMY, "left lung")))
                .isTrue();
    }
}
