package ai.medsyn.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.evaluation.metrics.Detection;
import ai.medsyn.platform.http.RequestRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectionComparisonTest {

    private static final Settings SETTINGS = new Settings(0.95, 200, 0);
    private static final int FILMS = 60;

    /** A box or two in two of three films; each is found but for an error of so many pixels, and there are false alarms. */
    private static List<Detection.Image> images(double error, int seed) {
        SplittableRandom truth = new SplittableRandom(1);
        SplittableRandom random = new SplittableRandom(seed);
        List<Detection.Image> images = new ArrayList<>();
        for (int i = 0; i < FILMS; i++) {
            List<Box> boxes = new ArrayList<>();
            List<Detection.Found> found = new ArrayList<>();
            for (int b = 0; b < i % 3; b++) {
                Box box = new Box(truth.nextDouble(40), 50 * b, 20, 20);
                boxes.add(box);
                double off = error * random.nextDouble();
                found.add(
                        new Detection.Found(new Box(box.x() + off, box.y(), 20, 20), 0.3 + 0.7 * random.nextDouble()));
            }
            found.add(new Detection.Found(new Box(80, 80, 10, 10), 0.6 * random.nextDouble()));
            images.add(new Detection.Image(boxes, found));
        }
        return images;
    }

    private static KeptDetections kept(List<List<Detection.Image>> heads) {
        List<KeptDetections.Film> films = new ArrayList<>();
        for (int i = 0; i < FILMS; i++) {
            films.add(new KeptDetections.Film(
                    i, "patient " + i / 2, heads.get(0).get(i).truth().size()));
        }
        KeptDetections kept = new KeptDetections(
                "any",
                films,
                heads.stream()
                        .map(head -> head.stream().map(KeptDetections.Calls::of).toList())
                        .toList());
        return KeptDetections.read(kept.bytes());
    }

    private static Difference find(List<Difference> differences, String label, String metric) {
        return differences.stream()
                .filter(each -> each.label().equals(label) && each.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void weighted_detections_measure_what_repeated_films_do() {
        List<Detection.Image> images = images(12, 3);
        KeptDetections kept = kept(List.of(images));
        RankedDetections ranked =
                new RankedDetections(kept.films(), kept.heads().get(0));
        SplittableRandom random = new SplittableRandom(4);
        int[] weights = new int[FILMS];
        List<Detection.Image> repeated = new ArrayList<>();
        for (int i = 0; i < FILMS; i++) {
            weights[i] = random.nextInt(4);
            for (int k = 0; k < weights[i]; k++) {
                repeated.add(images.get(i));
            }
        }
        assertThat(ranked.drawn(weights).meanAveragePrecision())
                .isEqualTo(Detection.meanAveragePrecision(repeated, Detection.PAPER_THRESHOLDS), within(1e-12))
                .isBetween(0.1, 0.9);
        assertThat(ranked.drawn(weights).at(2).recall())
                .isEqualTo(Detection.at(0.5, repeated).recall(), within(1e-12));
    }

    @Test
    void the_more_exact_model_wins_and_heads_count_by_their_mean() {
        List<Detection.Image> exact = images(4, 5);
        List<Detection.Image> vague = images(14, 6);
        List<Difference> differences =
                DetectionComparison.of(kept(List.of(exact, vague)), kept(List.of(vague)), SETTINGS, new ArrayList<>());
        Difference map = find(differences, "any", "map");
        double best = Detection.meanAveragePrecision(exact, Detection.PAPER_THRESHOLDS);
        double worst = Detection.meanAveragePrecision(vague, Detection.PAPER_THRESHOLDS);
        assertThat(map.first()).isEqualTo((best + worst) / 2, within(1e-12));
        assertThat(map.second()).isEqualTo(worst, within(1e-12));
        assertThat(map.low()).isPositive();
        assertThat(map.pValue()).isLessThan(0.05);
        assertThat(map.method()).isEqualTo("bootstrap");
        assertThat(find(differences, "macro", "map").pValue()).isEqualTo(map.pValue());
    }

    @Test
    void films_without_any_box_have_no_value() {
        List<Detection.Image> empty = images(4, 5).stream()
                .map(image -> new Detection.Image(List.of(), image.found()))
                .toList();
        List<Undefined> undefined = new ArrayList<>();
        assertThat(DetectionComparison.of(kept(List.of(empty)), kept(List.of(empty)), SETTINGS, undefined))
                .isEmpty();
        assertThat(undefined).extracting(Undefined::metric).containsExactly("map", "ap-50", "recall-50");
    }

    @Test
    void other_boxes_are_another_question() {
        KeptDetections one = kept(List.of(images(4, 5)));
        List<KeptDetections.Film> films = new ArrayList<>(one.films());
        films.set(3, new KeptDetections.Film(3, "patient 1", 7));
        KeptDetections other = new KeptDetections("any", films, one.heads());
        assertThatThrownBy(() -> SameFilms.require(one, other))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("sample 3");
        KeptDetections elsewhere = new KeptDetections("heart", one.films(), one.heads());
        assertThatThrownBy(() -> SameFilms.require(one, elsewhere)).hasMessageContaining("any and heart");
    }
}
