package ai.medsyn.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.standalone.DemoEvaluation.Auc;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DemoEvaluationTest {

    private static final List<Auc> ZERO_SHOT = List.of(
            new Auc("Edema", 200, 30, 0.714, 0.6, 0.81), new Auc("Mass", 198, 12, 0.55, 0.41, 0.69), mean(0.52));

    private static Auc mean(double low) {
        return new Auc("macro", 200, 2, 0.63, low, 0.7);
    }

    private static String[] printed(DemoEvaluation evaluation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        evaluation.print(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8).split("\n");
    }

    @Test
    void what_cannot_be_told_from_chance_is_called_chance() {
        List<Auc> linear = List.of(new Auc("Edema", 120, 20, 0.9, 0.82, 0.97), mean(0.4));
        String[] lines = printed(new DemoEvaluation(ZERO_SHOT, linear, 20));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("zero-shot, 200 films", "linear probe, 200 films"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Edema", "0.71 (0.60 to 0.81)", "0.90 (0.82 to 0.97)")
                        .doesNotContain("chance"))
                .anySatisfy(line -> assertThat(line).contains("Mass", "0.55 (0.41 to 0.69) chance"))
                .anySatisfy(
                        line -> assertThat(line).contains("mean", "0.63 (0.52 to 0.70)", "0.63 (0.40 to 0.70) chance"));
    }

    @Test
    void scripts_read_the_numbers() {
        DemoEvaluation evaluation = new DemoEvaluation(ZERO_SHOT, List.of(), 20);
        var line = JsonMapper.shared().valueToTree(evaluation.json());
        assertThat(line.path("zeroShot").get(0).path("finding").asString()).isEqualTo("Edema");
        assertThat(line.path("zeroShot").get(1).path("low").asDouble()).isEqualTo(0.41);
        assertThat(line.path("linear")).isEmpty();
    }
}
