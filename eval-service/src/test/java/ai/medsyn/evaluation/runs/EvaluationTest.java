package ai.medsyn.evaluation.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.EvaluationBench;
import ai.medsyn.evaluation.encoders.OnnxFiles;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.quality.QualitySpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Protocol;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.runs.EvaluationSpec.Target;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.models.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Evaluations from imported films over a real ONNX pair to rows, files and lineage. */
class EvaluationTest extends EvaluationBench {

    private static final ClassList SIDES = new ClassList(
            "sides",
            "1",
            "test",
            false,
            List.of(new ClassList.Finding("Left", "left"), new ClassList.Finding("Right", "right")));
    private static final PromptSet WORDS = new PromptSet(
            "words",
            "1",
            "test",
            new PromptSet.Scoring(PromptSet.Contrast.PRESENCE, PromptSet.Pooling.MEAN, 1),
            new PromptSet.Templates(List.of("{}"), List.of()),
            Map.of());

    @Autowired
    LineageGraph lineage;

    @BeforeAll
    static void model() throws IOException {
        OnnxFiles.write(disk.resolve("models/halves"));
    }

    @BeforeEach
    void register() {
        register("halves", ModelFormat.ONNX);
    }

    /**
     * Forty films, bright on one side; every fourth for validation.
     *
     * @param honest whether labels say which side is bright, or are drawn by lot
     */
    private UUID films(String name, boolean honest, String splitOfPatient0) throws IOException {
        StringBuilder table = new StringBuilder("file,label,view,split,patient\n");
        SplittableRandom lots = new SplittableRandom(11);
        for (int i = 0; i < 40; i++) {
            boolean left = i % 2 == 0;
            boolean said = honest ? left : lots.nextBoolean();
            String split = i < 2 ? (i == 0 ? splitOfPatient0 : "test") : i / 2 % 4 == 0 ? "validate" : "test";
            table.append("%d.png,%s,%s,%s,p%d%n"
                    .formatted(i, said ? "Left" : "Right", i / 2 % 2 == 0 ? "PA" : "AP", split, i / 2));
            Path file = disk.resolve("films/" + name + "/" + i + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, film(left, i));
        }
        Files.writeString(disk.resolve("films/" + name + "/index.csv"), table.toString());
        return dataset(name, ImportSpec.Patients.FAITHFUL);
    }

    private static byte[] film(boolean left, int seed) {
        byte[] pixels = new byte[16 * 16];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i % 16 < 8) == left ? 120 + random.nextInt(100) : random.nextInt(100));
        }
        return PngEncoder.encode(new GrayImage(16, 16, pixels), Map.of());
    }

    private static EvaluationSpec spec(UUID dataset, @Nullable Protocol protocol) {
        return new EvaluationSpec(
                "zero-shot-classification",
                new Subject("halves", null),
                dataset,
                new Question(null, SIDES, null, WORDS, null),
                null,
                null,
                protocol);
    }

    @Test
    void a_model_that_sees_the_finding_is_told_so_with_intervals_per_view_in_rows_files_and_lineage()
            throws IOException {
        UUID dataset = films("honest", true, "test");
        JsonNode result = result(finished(EvaluationJob.KIND, spec(dataset, null)));
        UUID evaluation = evaluation(result);
        List<EvaluationMetric> metrics = evaluations.metrics(evaluation);
        assertThat(metrics)
                .filteredOn(metric -> metric.name().equals("auc"))
                .extracting(EvaluationMetric::subset, EvaluationMetric::label)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("all", "Left"),
                        org.assertj.core.groups.Tuple.tuple("view AP", "Right"),
                        org.assertj.core.groups.Tuple.tuple("all", "macro"));
        assertThat(metrics)
                .filteredOn(metric -> metric.name().equals("auc"))
                .allSatisfy(metric -> assertThat(metric.value()).isEqualTo(1, within(1e-12)));
        assertThat(metrics)
                .filteredOn(metric -> metric.name().equals("f1"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metric.value()).isGreaterThan(0.7));
        assertThat(result.get("chance")).isEmpty();
        assertThat(file(result, "md")).contains("| Left | 32 |", "1.000 (1.000 to 1.000)", "halves");
        assertThat(file(result, "csv")).contains("all,Left,auc,1.0,");
        assertThat(file(result, "roc.svg")).contains("<polyline", "Right 1.000");
        assertThat(lineage.walk(
                        LineageNode.dataset(new ai.medsyn.platform.lineage.DatasetId(dataset)),
                        LineageGraph.Direction.DOWNSTREAM,
                        TEAM))
                .extracting(reached -> reached.node())
                .contains(new LineageNode("evaluation", evaluation.toString()));
        assertThat(lineage.walk(
                        new LineageNode("evaluation", evaluation.toString()), LineageGraph.Direction.UPSTREAM, TEAM))
                .extracting(reached -> reached.node())
                .contains(LineageNode.model("halves"));
    }

    @Test
    void a_model_that_sees_nothing_is_reported_as_chance() throws IOException {
        JsonNode result = result(finished(EvaluationJob.KIND, spec(films("lots", false, "test"), null)));
        assertThat(result.get("chance").toString()).contains("macro", "Left", "Right");
        assertThat(file(result, "md")).contains("Not told from chance");
    }

    @Test
    void asking_again_gives_the_same_numbers_under_the_same_content_key() throws IOException {
        UUID dataset = films("again", false, "test");
        JsonNode first = result(finished(EvaluationJob.KIND, spec(dataset, null)));
        JsonNode second = result(finished(EvaluationJob.KIND, spec(dataset, null)));
        UUID one = evaluation(first);
        UUID two = evaluation(second);
        assertThat(evaluations.metrics(two)).isEqualTo(evaluations.metrics(one));
        assertThat(evaluations.require(two, TEAM).contentKey())
                .isEqualTo(evaluations.require(one, TEAM).contentKey());
        assertThat(file(second, "csv")).isEqualTo(file(first, "csv"));
    }

    @Test
    void defaults_that_are_written_out_ask_the_same_question() throws IOException {
        UUID dataset = films("defaults", false, "test");
        EvaluationSpec silent = spec(dataset, null);
        Protocol defaults = new Protocol(null, List.of("validate"), 0.95, 1000, 0L);
        EvaluationSpec explicit = new EvaluationSpec(
                silent.task(),
                silent.model(),
                dataset,
                new Question(null, SIDES, null, WORDS, EvaluationSpec.Uncertain.EXCLUDE),
                null,
                null,
                defaults);
        EvaluationSpec other = spec(dataset, new Protocol(null, null, 0.9, null, null));
        assertThat(contentKey(explicit)).isEqualTo(contentKey(silent)).isNotEqualTo(contentKey(other));
    }

    private String contentKey(EvaluationSpec spec) {
        JsonNode result = result(finished(EvaluationJob.KIND, spec));
        return evaluations.require(evaluation(result), TEAM).contentKey();
    }

    @Test
    void a_task_that_nobody_knows_is_refused_with_those_that_are_known() throws IOException {
        EvaluationSpec wrong = new EvaluationSpec(
                "divination", new Subject("halves", null), films("task", true, "test"), null, null, null, null);
        assertThatThrownBy(() -> orders.check(wrong, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("must be one of", "zero-shot-classification"));
    }

    @Test
    void a_patient_on_both_sides_of_the_threshold_is_refused() throws IOException {
        Job job = finished(EvaluationJob.KIND, spec(films("torn", true, "validate"), null));
        assertThat(job.error().code()).isEqualTo("patients-in-two-splits");
        assertThat(job.error().message()).contains("found 1 with films");
    }

    @Test
    void splits_without_films_are_named_with_those_that_have_some() throws IOException {
        Protocol hidden = new Protocol(List.of("hidden"), null, null, null, null);
        Job job = finished(EvaluationJob.KIND, spec(films("splits", true, "test"), hidden));
        assertThat(job.error().code()).isEqualTo("no-films");
        assertThat(job.error().message()).contains("[hidden]", "{test=32, validate=8}");
    }

    @Test
    void everything_wrong_with_an_order_is_told_at_once() throws IOException {
        UUID dataset = films("orders", true, "test");
        EvaluationSpec wrong = new EvaluationSpec(
                "zero-shot-classification",
                new Subject("absent", null),
                dataset,
                new Question("nih-15", null, "shouting", null, null),
                new Target(List.of("heart")),
                null,
                null);
        assertThatThrownBy(() -> orders.check(wrong, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains(
                                        "model.id",
                                        "question.classes",
                                        "question.prompts",
                                        "target",
                                        "must be absent"));
    }

    @Test
    void of_exclusive_classes_the_share_of_films_whose_class_is_named_is_reported() throws IOException {
        ClassList exclusive = new ClassList("exclusive", "1", "test", true, SIDES.findings());
        Job job = finished(
                EvaluationJob.KIND,
                new EvaluationSpec(
                        "zero-shot-classification",
                        new Subject("halves", null),
                        films("exclusive", true, "test"),
                        new Question(null, exclusive, null, WORDS, null),
                        null,
                        null,
                        null));
        assertThat(job.error()).isNull();
        assertThat(evaluations.metrics(job.id().value()))
                .filteredOn(metric -> metric.name().equals("top-1-accuracy"))
                .singleElement()
                .satisfies(metric -> {
                    assertThat(metric.value()).isEqualTo(1);
                    assertThat(metric.cases()).isEqualTo(32);
                    assertThat(metric.low()).isEqualTo(1);
                });
    }

    @Test
    void a_dataset_compared_with_itself_is_at_no_distance() throws IOException {
        UUID dataset = films("quality", true, "test");
        Job job = finished(
                "quality.report",
                new QualitySpec(dataset, dataset, "halves", new QualitySpec.Settings(null, 3, 20, 1L)));
        assertThat(job.error()).isNull();
        Map<String, Double> numbers = evaluations.metrics(job.id().value()).stream()
                .collect(java.util.stream.Collectors.toMap(EvaluationMetric::name, EvaluationMetric::value));
        assertThat(numbers.get("frechet-distance")).isEqualTo(0, within(1e-9));
        assertThat(numbers.get("precision")).isEqualTo(1);
        assertThat(numbers.get("coverage")).isEqualTo(1);
        assertThat(numbers.get("label-evenness")).isEqualTo(1, within(1e-9));
        assertThat(numbers.get("ms-ssim")).isBetween(0.0, 1.0);
        assertThat(numbers).doesNotContainKeys("alignment", "entity-recall", "memorisation-flagged");
        JsonNode report = json.readTree(String.valueOf(job.result()));
        assertThat(report.get("notes").toString()).contains("memorisation needs");
        assertThat(report.get("encoder").get("id").asString()).isEqualTo("halves");
    }
}
