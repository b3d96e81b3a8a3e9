package ai.medsyn.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import ai.medsyn.evaluation.statistics.DeLong;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreComparisonTest {

    private static final ClassificationReport.Settings SETTINGS = new ClassificationReport.Settings(0.95, 400, 1);

    /** Edema scored with some skill, mass without a positive film. */
    private static KeptScores scores(double skill, int filmsOfAPatient, long seed) {
        SplittableRandom truth = new SplittableRandom(7);
        SplittableRandom noise = new SplittableRandom(seed);
        List<ScoredFilms.Film> films = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean edema = truth.nextInt(3) == 0;
            films.add(new ScoredFilms.Film(
                    i,
                    "patient " + i / filmsOfAPatient,
                    "PA",
                    new Boolean[] {i % 20 == 3 ? null : edema, false},
                    new double[] {(edema ? skill : 0) + noise.nextDouble(), noise.nextDouble()}));
        }
        return new KeptScores(List.of(new ScoredFilms(List.of("Edema", "Mass"), films)));
    }

    private static Difference find(List<Difference> differences, String label, String metric) {
        return differences.stream()
                .filter(each -> each.label().equals(label) && each.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_weighted_ranking_is_the_metric_of_the_repeated_films() {
        SplittableRandom random = new SplittableRandom(3);
        boolean[] positive = new boolean[60];
        double[] scores = new double[60];
        int[] weights = new int[60];
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            positive[i] = random.nextInt(3) == 0;
            scores[i] = random.nextInt(12) / 12.0; // many ties
            weights[i] = random.nextInt(4);
            repeated.addAll(java.util.Collections.nCopies(weights[i], i));
        }
        ScoredLabels cases = new ScoredLabels(positive, scores);
        ScoredLabels drawn =
                cases.at(repeated.stream().mapToInt(Integer::intValue).toArray());
        WeightedRanking ranking = new WeightedRanking(cases);
        assertThat(ranking.auc(weights)).isEqualTo(Classification.rocAuc(drawn), within(1e-12));
        assertThat(ranking.averagePrecision(weights)).isEqualTo(Classification.averagePrecision(drawn), within(1e-12));
    }

    @Test
    void single_films_are_compared_by_delong_and_means_by_bootstrap() {
        KeptScores good = scores(0.8, 1, 1);
        KeptScores poor = scores(0.1, 1, 2);
        List<Undefined> undefined = new ArrayList<>();
        List<Difference> differences = ScoreComparison.of(good, poor, SETTINGS, undefined);
        Difference edema = find(differences, "Edema", "auc");
        DeLong.Comparison expected =
                DeLong.compare(good.first().question(0), poor.first().question(0), 0.95);
        assertThat(edema.method()).isEqualTo("delong");
        assertThat(edema.difference()).isEqualTo(expected.difference().value(), within(1e-12));
        assertThat(edema.pValue()).isEqualTo(expected.pValue()).isLessThan(0.001);
        assertThat(edema.first() - edema.second()).isEqualTo(edema.difference(), within(1e-12));
        assertThat(edema.cases()).isEqualTo(190);
        Difference macro = find(differences, "macro", "auc");
        assertThat(macro.method()).isEqualTo("bootstrap");
        assertThat(macro.difference()).isEqualTo(edema.difference(), within(1e-12));
        assertThat(macro.low()).isPositive();
        assertThat(undefined)
                .extracting(Undefined::label, Undefined::metric)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Mass", "auc"),
                        org.assertj.core.groups.Tuple.tuple("Mass", "average-precision"));
    }

    @Test
    void a_model_compared_with_itself_differs_by_nothing() {
        for (int filmsOfAPatient : new int[] {1, 4}) {
            KeptScores same = scores(0.4, filmsOfAPatient, 1);
            ScoreComparison.of(same, same, SETTINGS, new ArrayList<>()).forEach(each -> {
                assertThat(each.difference()).isZero();
                assertThat(each.low()).isZero();
                assertThat(each.high()).isZero();
                assertThat(each.pValue()).isEqualTo(1);
            });
        }
    }

    @Test
    void patients_with_several_films_are_drawn_whole() {
        Difference edema = find(
                ScoreComparison.of(scores(0.8, 4, 1), scores(0.1, 4, 2), SETTINGS, new ArrayList<>()), "Edema", "auc");
        assertThat(edema.method()).isEqualTo("bootstrap");
        assertThat(edema.low()).isPositive();
        assertThat(edema.low()).isLessThan(edema.difference());
        assertThat(edema.high()).isGreaterThan(edema.difference());
    }

    @Test
    void several_heads_count_by_their_mean() {
        KeptScores one = scores(0.8, 1, 1);
        KeptScores two = scores(0.1, 1, 2);
        KeptScores both = new KeptScores(List.of(one.first(), two.first()));
        Difference edema = find(ScoreComparison.of(both, two, SETTINGS, new ArrayList<>()), "Edema", "auc");
        double a = Classification.rocAuc(one.first().question(0));
        double b = Classification.rocAuc(two.first().question(0));
        assertThat(edema.first()).isEqualTo((a + b) / 2, within(1e-12));
        assertThat(edema.method()).isEqualTo("bootstrap");
    }

    @Test
    void kept_scores_come_back() {
        KeptScores kept = scores(0.4, 2, 1);
        ScoredFilms.Film film = KeptScores.read(kept.bytes()).first().films().get(3);
        assertThat(film.truth()).containsExactly(null, false);
        assertThat(film.scores()).isEqualTo(kept.first().films().get(3).scores());
        assertThat(film.cluster()).isEqualTo("patient 1");
    }

    @Test
    void measures_are_compared_case_by_case() {
        SplittableRandom random = new SplittableRandom(1);
        List<KeptMeasures.Case> better = new ArrayList<>();
        List<KeptMeasures.Case> worse = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double dice = random.nextDouble();
            String label = i % 4 == 0 ? "Mass" : "Nodule";
            better.add(new KeptMeasures.Case(i, "patient " + i / 2, null, label, Map.of("dice", dice + 0.05)));
            worse.add(new KeptMeasures.Case(i, "patient " + i / 2, null, label, Map.of("dice", dice)));
        }
        List<Difference> differences = MeasureComparison.of(
                KeptMeasures.read(new KeptMeasures(better).bytes()),
                new KeptMeasures(worse),
                SETTINGS,
                new ArrayList<>());
        for (String label : List.of("Mass", "Nodule", "macro")) {
            Difference each = find(differences, label, "dice");
            assertThat(each.difference()).isEqualTo(0.05, within(1e-9));
            assertThat(each.low()).isEqualTo(0.05, within(1e-9));
            assertThat(each.pValue()).isLessThan(0.01);
        }
        assertThat(find(differences, "Mass", "dice").cases()).isEqualTo(10);
    }

    @Test
    void measures_of_several_heads_are_means_case_by_case() {
        KeptMeasures.Case one = new KeptMeasures.Case(7, "patient 1", null, "Mass", Map.of("dice", 0.2, "iou", 0.1));
        KeptMeasures.Case two = new KeptMeasures.Case(7, "patient 1", null, "Mass", Map.of("dice", 0.6));
        KeptMeasures mean = KeptMeasures.mean(List.of(new KeptMeasures(List.of(one)), new KeptMeasures(List.of(two))));
        assertThat(mean.cases()).singleElement().satisfies(each -> {
            assertThat(each.film()).isEqualTo(7);
            assertThat(each.values())
                    .containsOnlyKeys("dice")
                    .hasEntrySatisfying("dice", dice -> assertThat(dice).isEqualTo(0.4, within(1e-12)));
        });
    }
}
