package ai.medsyn.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.Operation;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {

    private static final Settings SETTINGS = new Settings(0.95, 200, 7);
    private static final ScoredFilms NONE = new ScoredFilms(List.of("Edema", "Mass"), List.of());

    /** Edema is scored with some skill, mass by lot. */
    private static ScoredFilms films(int count, long seed, int filmsOfAPatient) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ScoredFilms.Film> films = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean edema = random.nextInt(3) == 0;
            boolean mass = random.nextInt(4) == 0;
            films.add(new ScoredFilms.Film(
                    i,
                    "patient " + i / filmsOfAPatient,
                    i % 2 == 0 ? "PA" : "AP",
                    new Boolean[] {edema, i % 10 == 9 ? null : mass},
                    new double[] {(edema ? 0.5 : 0) + random.nextDouble(), random.nextDouble()}));
        }
        return new ScoredFilms(List.of("Edema", "Mass"), films);
    }

    private static Optional<Measured> find(
            ClassificationReport.Result result, String subset, String label, String metric) {
        return result.measured().stream()
                .filter(each -> each.subset().equals(subset)
                        && each.label().equals(label)
                        && each.metric().equals(metric))
                .findFirst();
    }

    @Test
    void numbers_are_those_of_the_metrics_on_the_films_with_a_known_label() {
        ScoredFilms films = films(200, 1, 1);
        ClassificationReport.Result result = ClassificationReport.of(films, NONE, SETTINGS);
        Measured auc = find(result, "all", "Mass", "auc").orElseThrow();
        ScoredLabels known = films.question(1);
        assertThat(auc.cases()).isEqualTo(180).isEqualTo(known.count());
        assertThat(auc.value()).isEqualTo(Classification.rocAuc(known));
        assertThat(auc.low()).isLessThan(auc.value());
        assertThat(auc.high()).isGreaterThan(auc.value());
        double macro = find(result, "all", "macro", "auc").orElseThrow().value();
        assertThat(macro)
                .isEqualTo(
                        (Classification.rocAuc(films.question(0)) + Classification.rocAuc(known)) / 2, within(1e-12));
    }

    @Test
    void views_are_reported_apart() {
        ClassificationReport.Result result = ClassificationReport.of(films(200, 1, 1), NONE, SETTINGS);
        assertThat(find(result, "view PA", "Edema", "auc").orElseThrow().cases())
                .isEqualTo(100);
        assertThat(find(result, "view AP", "Edema", "auc").orElseThrow().cases())
                .isEqualTo(100);
    }

    @Test
    void thresholds_come_from_validation_films_and_the_optimistic_f1_is_never_smaller() {
        ScoredFilms test = films(200, 1, 1);
        ScoredFilms validation = films(100, 2, 1);
        ClassificationReport.Result result = ClassificationReport.of(test, validation, SETTINGS);
        double threshold = Classification.maxF1(validation.question(0)).threshold();
        assertThat(find(result, "all", "Edema", "threshold").orElseThrow().value())
                .isEqualTo(threshold);
        double f1 = find(result, "all", "Edema", "f1").orElseThrow().value();
        assertThat(f1).isEqualTo(Operation.at(threshold, test.question(0)).f1());
        assertThat(find(result, "all", "Edema", "max-f1-on-test").orElseThrow().value())
                .isGreaterThanOrEqualTo(f1);
    }

    @Test
    void means_over_findings_are_given_at_thresholds_of_validation_films_and_optimistically_as_papers_do() {
        ScoredFilms test = films(200, 1, 1);
        ClassificationReport.Result result = ClassificationReport.of(test, films(100, 2, 1), SETTINGS);
        for (String metric : List.of("f1", "accuracy", "mcc", "max-f1-on-test", "max-accuracy-on-test")) {
            Measured macro = find(result, "all", "macro", metric).orElseThrow();
            double edema = find(result, "all", "Edema", metric).orElseThrow().value();
            double mass = find(result, "all", "Mass", metric).orElseThrow().value();
            assertThat(macro.value()).as(metric).isEqualTo((edema + mass) / 2, within(1e-12));
            assertThat(macro.low() == null).as(metric).isEqualTo(metric.startsWith("max"));
        }
        Operation best = Classification.maxF1(test.question(0));
        assertThat(find(result, "all", "Edema", "max-accuracy-on-test")
                        .orElseThrow()
                        .value())
                .as("at the threshold of the largest F1, not the largest accuracy")
                .isEqualTo(best.accuracy());
    }

    @Test
    void without_validation_films_there_is_no_metric_at_a_threshold() {
        ClassificationReport.Result result = ClassificationReport.of(films(200, 1, 1), NONE, SETTINGS);
        assertThat(result.measured()).extracting(Measured::metric).doesNotContain("f1", "accuracy", "mcc", "threshold");
        assertThat(result.undefined()).isEmpty();
    }

    @Test
    void patients_with_several_films_widen_the_interval() {
        List<ScoredFilms.Film> alone = new ArrayList<>();
        List<ScoredFilms.Film> repeated = new ArrayList<>();
        ScoredFilms base = films(60, 3, 1);
        for (int copy = 0; copy < 5; copy++) {
            for (int i = 0; i < base.films().size(); i++) {
                ScoredFilms.Film film = base.films().get(i);
                alone.add(new ScoredFilms.Film(
                        alone.size(), "film " + copy + " " + i, "PA", film.truth(), film.scores()));
                repeated.add(new ScoredFilms.Film(repeated.size(), "patient " + i, "PA", film.truth(), film.scores()));
            }
        }
        assertThat(width(repeated)).isGreaterThan(1.5 * width(alone));
    }

    private static double width(List<ScoredFilms.Film> films) {
        ClassificationReport.Result result =
                ClassificationReport.of(new ScoredFilms(NONE.labels(), films), NONE, SETTINGS);
        Measured auc = find(result, "all", "Edema", "auc").orElseThrow();
        return auc.high() - auc.low();
    }

    @Test
    void a_finding_without_positive_films_is_reported_as_undefined_and_left_out_of_the_mean() {
        List<ScoredFilms.Film> films = films(100, 1, 1).films().stream()
                .map(film -> new ScoredFilms.Film(
                        film.film(),
                        film.cluster(),
                        film.view(),
                        new Boolean[] {film.truth()[0], false},
                        film.scores()))
                .toList();
        ScoredFilms scored = new ScoredFilms(NONE.labels(), films);
        ClassificationReport.Result result = ClassificationReport.of(scored, NONE, SETTINGS);
        assertThat(find(result, "all", "Mass", "auc")).isEmpty();
        assertThat(result.undefined()).anySatisfy(each -> {
            assertThat(each.label()).isEqualTo("Mass");
            assertThat(each.metric()).isEqualTo("auc");
            assertThat(each.reason()).contains("0 positive");
        });
        assertThat(find(result, "all", "macro", "auc").orElseThrow().value())
                .isEqualTo(Classification.rocAuc(scored.question(0)));
    }
}
