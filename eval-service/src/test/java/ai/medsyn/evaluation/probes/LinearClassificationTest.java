package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.runs.EvaluationSpec.Uncertain;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.evaluation.runs.HeadTraining.Overrides;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Linear layers on encoders in ONNX and in LibTorch, from order to report. */
class LinearClassificationTest extends ProbeBench {

    private static final ClassList SIDES = new ClassList(
            "sides",
            "1",
            "test",
            false,
            List.of(new ClassList.Finding("Left", "left"), new ClassList.Finding("Right", "right")));
    private static final Overrides FAST = new Overrides(20, null, 8, 0.05, null, null);

    private static EvaluationSpec spec(String model, UUID dataset, ClassList classes, HeadTraining training) {
        return new EvaluationSpec(
                "linear-classification",
                new Subject(model, null),
                dataset,
                new Question(null, classes, null, null, null),
                null,
                training,
                null);
    }

    private static HeadTraining training(@Nullable Double fraction, @Nullable String preset, Long... seeds) {
        return new HeadTraining(fraction, List.of(seeds), preset, null, null, FAST, null);
    }

    @Test
    void several_seeds_give_means_with_intervals_deviations_and_their_own_numbers() throws IOException {
        UUID dataset = films(new Films("linear", 60, false));
        JsonNode result = evaluated(spec("halves", dataset, SIDES, training(1.0, null, 1L, 2L)));
        assertThat(value(result, "all", "macro", "auc")).isGreaterThan(0.9);
        assertThat(value(result, "all", "Left", "auc-sd")).isBetween(0.0, 0.2);
        assertThat((value(result, "seed 1", "Left", "auc") + value(result, "seed 2", "Left", "auc")) / 2)
                .isEqualTo(value(result, "all", "Left", "auc"));
        assertThat(metrics(result))
                .filteredOn(each -> each.subset().equals("all") && each.name().equals("auc"))
                .allSatisfy(each -> assertThat(each.low()).isNotNull().isLessThanOrEqualTo(each.value()));
        assertThat(result.get("films").toString()).contains("\"training\":36", "\"validation\":12", "\"test\":12");
        assertThat(file(result, "heads.csv").lines()).hasSize(3);
        assertThat(file(result, "md")).contains("mgca/corrected", "linear-classification");
        assertThat(disk.resolve("probes")).isEmptyDirectory();
    }

    @Test
    void the_same_order_gives_the_same_numbers_and_another_seed_others() throws IOException {
        UUID dataset = films(new Films("repeat", 60, false));
        EvaluationSpec spec = spec("resnet", dataset, SIDES, training(0.5, null, 3L));
        JsonNode first = evaluated(spec);
        JsonNode second = evaluated(spec);
        assertThat(metrics(second)).isEqualTo(metrics(first));
        assertThat(key(second)).isEqualTo(key(first));
        assertThat(value(first, "all", "macro", "auc")).isGreaterThan(0.75);
        JsonNode other = evaluated(spec("resnet", dataset, SIDES, training(0.5, null, 4L)));
        assertThat(metrics(other)).isNotEqualTo(metrics(first));
        assertThat(key(other)).isNotEqualTo(key(first));
    }

    private String key(JsonNode result) {
        return evaluations
                .require(UUID.fromString(result.get("evaluation").asString()), TEAM)
                .contentKey();
    }

    @Test
    void classes_that_exclude_each_other_are_told_apart_by_one_softmax() throws IOException {
        UUID dataset = films(new Films("exclusive", 60, false));
        ClassList three = new ClassList(
                "three",
                "1",
                "test",
                true,
                List.of(
                        new ClassList.Finding("Left", "left"),
                        new ClassList.Finding("Right", "right"),
                        new ClassList.Finding("No Finding", "nothing")));
        JsonNode result = evaluated(spec("halves", dataset, three, training(null, null, 1L)));
        assertThat(value(result, "all", "macro", "top-1-accuracy")).isGreaterThan(0.6);
        List<EvaluationMetric> accuracy = metrics(result).stream()
                .filter(each -> each.name().equals("top-1-accuracy"))
                .toList();
        assertThat(accuracy).allSatisfy(each -> assertThat(each.high()).isNotNull());
    }

    @Test
    void the_faithful_preset_learns_from_the_official_subset_whatever_the_seed() throws IOException {
        UUID dataset = films(new Films("faithful", 60, false));
        JsonNode faithful = evaluated(spec("halves", dataset, SIDES, training(0.2, "mgca/faithful", 1L, 2L)));
        assertThat(file(faithful, "heads.csv")).contains("1,7,").contains("2,7,");
        JsonNode corrected = evaluated(spec("halves", dataset, SIDES, training(0.2, "mgca/corrected", 1L, 2L)));
        assertThat(metrics(corrected)).isNotEqualTo(metrics(faithful));
    }

    @Test
    void films_of_no_class_and_findings_that_never_occur_are_counted() throws IOException {
        UUID dataset = films(new Films("counted", 60, false));
        ClassList two = new ClassList("two", "1", "test", true, SIDES.findings());
        assertThat(excluded(evaluated(spec("halves", dataset, two, training(null, null, 1L)))))
                .isEqualTo(Map.of("films-without-exactly-one-class", 20));
        ClassList both = new ClassList(
                "both",
                "1",
                "test",
                false,
                List.of(SIDES.findings().get(0), new ClassList.Finding("Kidney Stone", "kidney stone")));
        JsonNode result = evaluated(spec("halves", dataset, both, training(null, null, 1L)));
        assertThat(excluded(result))
                .isEqualTo(Map.of("findings-never-present-in-films-to-learn-from", 1, "labels-unusable", 60));
        assertThat(file(result, "md")).contains("all, Kidney Stone, auc: ");
        assertThat(value(result, "all", "macro", "auc")).isEqualTo(value(result, "all", "Left", "auc"));
    }

    private Map<String, Integer> excluded(JsonNode result) {
        return json.convertValue(result.get("excluded"), new TypeReference<>() {});
    }

    @Test
    void films_whose_features_are_no_numbers_are_left_out_and_counted() throws IOException {
        UUID dataset = films(new Films("black", 60, false, 4));
        JsonNode result = evaluated(spec("relative", dataset, SIDES, training(null, null, 1L)));
        assertThat(excluded(result)).containsEntry("films-with-an-unusable-embedding", 4);
        assertThat(value(result, "all", "macro", "auc")).isGreaterThan(0.9);
    }

    @Test
    void everything_wrong_with_an_order_is_told_at_once() throws IOException {
        UUID dataset = films(new Films("wrong", 10, false));
        Overrides sized = new Overrides(null, null, null, null, null, 64);
        EvaluationSpec wrong = new EvaluationSpec(
                "linear-classification",
                new Subject("absent", null),
                dataset,
                new Question("nih-15", null, "chexzero", null, Uncertain.POSITIVE),
                new EvaluationSpec.Target(List.of("heart")),
                new HeadTraining(null, null, "mgca/faithful", null, null, sized, null),
                null);
        assertThatThrownBy(() -> orders.check(wrong, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains(
                                        "model.id",
                                        "question.classes",
                                        "question.prompts",
                                        "question.uncertain",
                                        "target",
                                        "training.overrides.imageSize"));
    }
}
