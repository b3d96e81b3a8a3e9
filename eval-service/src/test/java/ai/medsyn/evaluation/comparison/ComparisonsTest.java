package ai.medsyn.evaluation.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.evaluation.EvaluationBench;
import ai.medsyn.evaluation.encoders.OnnxFiles;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Protocol;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.security.Role;
import ai.medsyn.platform.testing.HttpProbe;
import ai.medsyn.platform.testing.TestTokens;
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
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two evaluations over HTTP, as the gateway asks for them. */
@SpringBootTest(
        classes = EvaluationApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=evaluation")
class ComparisonsTest extends EvaluationBench {

    private static final TestTokens TOKENS = TestTokens.start();

    private static final ClassList SIDES = sides("left", "right");
    /** Looks for each side by the word of the other. */
    private static final ClassList CROSSED = sides("right", "left");

    private static ClassList sides(String left, String right) {
        return new ClassList(
                "sides",
                "1",
                "test",
                false,
                List.of(new ClassList.Finding("Left", left), new ClassList.Finding("Right", right)));
    }

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry registry) {
        TOKENS.register(registry);
    }

    @LocalServerPort
    int port;

    @BeforeAll
    static void model() throws IOException {
        OnnxFiles.write(disk.resolve("models/halves"));
    }

    @BeforeEach
    void register() {
        register("halves", ModelFormat.ONNX);
    }

    private UUID films(String name) throws IOException {
        StringBuilder table = new StringBuilder("file,label,split\n");
        Path folder = disk.resolve("films/" + name);
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 40; i++) {
            byte[] pixels = new byte[256];
            for (int p = 0; p < 256; p++) {
                pixels[p] = (byte) ((p % 16 < 8) == (i % 2 == 0) ? 120 + random.nextInt(100) : random.nextInt(100));
            }
            Files.write(folder.resolve(i + ".png"), PngEncoder.encode(new GrayImage(16, 16, pixels), Map.of()));
            table.append("%d.png,%s,%s%n".formatted(i, i % 2 == 0 ? "Left" : "Right", i < 30 ? "test" : "other"));
        }
        Files.writeString(folder.resolve("index.csv"), table);
        return dataset(name, ImportSpec.Patients.REFUSE);
    }

    private UUID asked(UUID dataset, ClassList classes, @Nullable Protocol protocol) {
        return evaluation(evaluated(new EvaluationSpec(
                "zero-shot-classification",
                new Subject("halves", null),
                dataset,
                new Question(null, classes, "presence", null, null),
                null,
                null,
                protocol)));
    }

    private HttpProbe.Answer compared(UUID one, UUID other, String parameters) {
        return new HttpProbe(port)
                .get(
                        "/v1/evaluations/" + one + "/comparison?with=" + other + parameters,
                        "Authorization",
                        TOKENS.bearer("evaluation", Role.VIEWER));
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_better_wording_wins_on_the_same_films() throws IOException {
        UUID dataset = films("wordings");
        UUID right = asked(dataset, SIDES, null);
        UUID wrong = asked(dataset, CROSSED, null);
        HttpProbe.Answer answer = compared(right, wrong, "&draws=200&level=0.9");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("films", 30).containsEntry("level", 0.9);
        List<Map<String, Object>> differences =
                (List<Map<String, Object>>) answer.json().get("differences");
        assertThat(differences)
                .filteredOn(each -> each.get("metric").equals("auc"))
                .hasSize(3)
                .allSatisfy(each -> assertThat((double) each.get("difference")).isGreaterThan(0.9));
    }

    @Test
    void other_films_other_findings_and_nonsense_are_named() throws IOException {
        UUID dataset = films("mismatches");
        UUID base = asked(dataset, SIDES, null);
        assertThat(compared(base, asked(films("elsewhere"), SIDES, null), "").json())
                .containsEntry("code", "different-films");
        HttpProbe.Answer more = compared(
                base, asked(dataset, SIDES, new Protocol(List.of("test", "other"), null, null, null, null)), "");
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.body()).contains("different-films", "found 30 and 40, 30 of them in both");
        ClassList one =
                new ClassList("one", "1", "test", false, SIDES.findings().subList(0, 1));
        assertThat(compared(base, asked(dataset, one, null), "").json()).containsEntry("code", "different-questions");
        assertThat(compared(base, base, "").status()).isEqualTo(400);
        assertThat(compared(base, UUID.randomUUID(), "").status()).isEqualTo(404);
        assertThat(compared(base, base, "&draws=3").status()).isEqualTo(400);
    }
}
