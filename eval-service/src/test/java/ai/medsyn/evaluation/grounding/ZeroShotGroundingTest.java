package ai.medsyn.evaluation.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.EvaluationBench;
import ai.medsyn.evaluation.encoders.OnnxFiles;
import ai.medsyn.evaluation.encoders.Similarity;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.models.ModelFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Grounding from imported films with boxes and masks over a real ONNX pair with cells to rows and files. */
class ZeroShotGroundingTest extends EvaluationBench {

    private static final int SIDE = 32;
    private static final ClassList LIGHT = new ClassList(
            "light",
            "1",
            "test",
            false,
            List.of(new ClassList.Finding("Bright", "left"), new ClassList.Finding("Dark", "right")));

    @BeforeAll
    static void encoders() throws IOException {
        OnnxFiles.write(disk.resolve("models/halves"));
        OnnxFiles.writeWithCells(disk.resolve("models/cells"));
    }

    @BeforeEach
    void register() {
        register("halves", ModelFormat.ONNX);
        register("cells", ModelFormat.ONNX);
    }

    /**
     * Twenty gray films with a bright and a dark square; every fourth for validation. The bright one has a box, the dark one a mask.
     *
     * @param regions whether the tables say where the squares are
     */
    private UUID films(String name, boolean regions) throws IOException {
        return films(name, regions, 0);
    }

    /** @param black films without any light, the last so many */
    private UUID films(String name, boolean regions, int black) throws IOException {
        StringBuilder index = new StringBuilder("file,label,view,split,patient\n");
        StringBuilder boxes = new StringBuilder("image,label,x,y,width,height\n");
        StringBuilder masks = new StringBuilder("image,label,mask\n");
        Path folder = disk.resolve("films/" + name);
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            int[] bright = {4 * random.nextInt(3), 4 * random.nextInt(6)};
            int[] dark = {16 + 4 * random.nextInt(3), 4 * random.nextInt(6)};
            byte[] film = i < 20 - black ? square(square(filled(128), bright, 250), dark, 5) : filled(0);
            Files.write(folder.resolve(i + ".png"), png(film));
            Files.write(folder.resolve("mask" + i + ".png"), png(square(filled(0), dark, 255)));
            index.append("%d.png,Bright|Dark,%s,%s,p%d%n"
                    .formatted(i, i % 2 == 0 ? "PA" : "AP", i % 4 == 0 ? "validate" : "test", i));
            boxes.append("%d.png,Bright,%d,%d,8,8%n".formatted(i, bright[0], bright[1]));
            masks.append("%d.png,Dark,mask%d.png%n".formatted(i, i));
        }
        Files.writeString(folder.resolve("index.csv"), index);
        if (regions) {
            Files.writeString(folder.resolve("boxes.csv"), boxes);
            Files.writeString(folder.resolve("masks.csv"), masks);
        }
        return dataset(name, ImportSpec.Patients.REFUSE);
    }

    private static byte[] filled(int gray) {
        byte[] pixels = new byte[SIDE * SIDE];
        java.util.Arrays.fill(pixels, (byte) gray);
        return pixels;
    }

    private static byte[] square(byte[] pixels, int[] corner, int gray) {
        for (int y = corner[1]; y < corner[1] + 8; y++) {
            java.util.Arrays.fill(pixels, y * SIDE + corner[0], y * SIDE + corner[0] + 8, (byte) gray);
        }
        return pixels;
    }

    private static byte[] png(byte[] pixels) {
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }

    private static EvaluationSpec spec(UUID dataset, String model, @Nullable Similarity similarity) {
        return new EvaluationSpec(
                "zero-shot-grounding",
                new Subject(model, null),
                dataset,
                new Question(null, LIGHT, null, null, null, similarity),
                null,
                null,
                null);
    }

    @Test
    void phrases_are_found_where_boxes_and_masks_say_and_shown() throws IOException {
        UUID dataset = films("squares", true);
        JsonNode result = evaluated(spec(dataset, "cells", null));
        for (String label : List.of("Bright", "Dark")) {
            assertThat(value(result, "all", label, "pointing-game")).isEqualTo(1);
            assertThat(value(result, "all", label, "dice")).isGreaterThan(0.75);
            assertThat(value(result, "all", label, "contrast-to-noise")).isGreaterThan(1.5);
            assertThat(value(result, "all", label, "dice-of-the-whole-film")).isEqualTo(2.0 / 17, within(1e-9));
        }
        assertThat(result.get("films").get("test-with-regions").asInt()).isEqualTo(15);
        assertThat(result.get("chance")).isEmpty();
        assertThat(file(result, "sweep.csv")).contains("test,Bright,15,0.50,");
        assertThat(file(result, "sweep.svg")).contains("<polyline");
        assertThat(file(result, "md")).contains("| Bright | 15 |", "similarity=cosine", "output patch_embeds");
        var sheet = ImageIO.read(new ByteArrayInputStream(bytes(result, "overlays.png")));
        assertThat(sheet.getHeight()).isGreaterThan(12 * 224);
        assertThat(java.util.stream.IntStream.range(0, sheet.getWidth() * sheet.getHeight())
                        .map(i -> sheet.getRGB(i % sheet.getWidth(), i / sheet.getWidth()))
                        .filter(rgb -> rgb == 0xFF00E5FF)
                        .count())
                .isGreaterThan(1000);
    }

    @Test
    void a_model_that_looks_elsewhere_is_reported_as_chance() throws IOException {
        ClassList swapped =
                new ClassList("swapped", "1", "test", false, List.of(new ClassList.Finding("Bright", "right")));
        EvaluationSpec asked = spec(films("elsewhere", true), "cells", null);
        JsonNode result = evaluated(new EvaluationSpec(
                asked.task(),
                asked.model(),
                asked.dataset(),
                new Question(null, swapped, null, null, null),
                null,
                null,
                null));
        assertThat(result.get("chance").toString()).contains("Bright");
        assertThat(file(result, "md")).contains("Not told from chance");
    }

    @Test
    void films_on_which_no_map_has_contrast_are_left_out_and_counted() throws IOException {
        JsonNode result = evaluated(spec(films("black", true, 2), "cells", null));
        assertThat(result.get("excluded").toString()).contains("\"heat-maps-without-contrast\":4");
        assertThat(value(result, "all", "Bright", "pointing-game")).isEqualTo(1);
    }

    @Test
    void asking_again_gives_the_same_files() throws IOException {
        UUID dataset = films("again", true);
        JsonNode one = evaluated(spec(dataset, "cells", null));
        JsonNode two = evaluated(spec(dataset, "cells", null));
        for (String name : List.of("csv", "sweep.csv", "sweep.svg", "overlays.png")) {
            assertThat(bytes(two, name)).isEqualTo(bytes(one, name));
        }
        assertThat(evaluations.require(evaluation(two), TEAM).contentKey())
                .isEqualTo(evaluations.require(evaluation(one), TEAM).contentKey());
    }

    @Test
    void films_without_regions_models_without_cells_and_attention_that_nobody_trained_are_named() throws IOException {
        assertThat(finished(EvaluationOrders.KIND, spec(films("bare", false), "cells", null))
                        .error()
                        .code())
                .isEqualTo("no-regions");
        UUID dataset = films("boxed", true);
        assertThat(finished(EvaluationOrders.KIND, spec(dataset, "halves", null))
                        .error()
                        .code())
                .isEqualTo("no-local-features");
        assertThat(finished(EvaluationOrders.KIND, spec(dataset, "cells", Similarity.ATTENTION))
                        .error()
                        .code())
                .isEqualTo("no-attention");
    }

    @Test
    void a_question_that_fits_another_task_is_refused() throws IOException {
        EvaluationSpec asked = spec(films("refused", true), "cells", null);
        EvaluationSpec uncertain = new EvaluationSpec(
                asked.task(),
                asked.model(),
                asked.dataset(),
                new Question(null, LIGHT, null, null, EvaluationSpec.Uncertain.POSITIVE),
                null,
                null,
                null);
        assertThatThrownBy(() -> orders.check(uncertain, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("question.uncertain"));
        EvaluationSpec classification = new EvaluationSpec(
                "zero-shot-classification",
                asked.model(),
                asked.dataset(),
                new Question(null, LIGHT, null, null, null, Similarity.COSINE),
                null,
                null,
                null);
        assertThatThrownBy(() -> orders.check(classification, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("question.similarity"));
    }
}
