package ai.medsyn.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DemoTrainingTest {

    private static final DemoTraining TRAINING = new DemoTraining(
            JsonMapper.shared().readTree("""
                    {"steps": 200, "firstLoss": 7.7, "lastLoss": 3.6, "weights": "b76a", "lastCheckpoint": "6326", "models": {"pair": "demo-convirt-1"},
                     "validation": {"loss": 6.8, "pairs": 241, "recall": {"1": 0.02075, "10": 0.17012},
                                    "chance": {"1": 0.00415, "10": 0.04149}, "pValues": {"1": 0.003, "10": 0.001}}}
                    """),
            List.of(new DemoTraining.Point(1, 7.7), new DemoTraining.Point(200, 3.85)),
            100.4);

    @Test
    void the_loss_and_what_luck_would_give_are_shown() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        TRAINING.print(new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).lines())
                .contains(
                        "  ConVIRT          200 steps of 32 training pairs in 100 s",
                        "  step    1        loss 7.700  ########################################",
                        "  step  200        loss 3.850  ####################",
                        "  recall at 1      0.021 among 241 held-out pairs (chance 0.004, p 0.003)",
                        "  recall at 10     0.170 among 241 held-out pairs (chance 0.041, p 0.001)");
    }

    @Test
    void scripts_read_the_same_numbers() {
        assertThat(JsonMapper.shared().writeValueAsString(TRAINING.json()))
                .contains(
                        "\"steps\":200",
                        "\"validationLoss\":6.8",
                        "\"recall\":{\"1\":0.02075,\"10\":0.17012}",
                        "\"pValues\":{\"1\":0.003,\"10\":0.001}",
                        "\"models\":{\"pair\":\"demo-convirt-1\"}");
    }
}
