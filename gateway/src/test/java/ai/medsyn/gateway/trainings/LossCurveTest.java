package ai.medsyn.gateway.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.trainings.TrainingMetric;
import ai.medsyn.platform.trainings.TrainingMetric.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossCurveTest {

    private static final Pattern LOSS = Pattern.compile("text-anchor=\"end\">([^<]*)<");

    private static TrainingMetric at(Phase phase, int step, double loss) {
        return new TrainingMetric(phase, step, 0, loss, Map.of(), null, null, null, null, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "1.4, 7.1, 0 2 4 6 8",
        "2.31, 2.34, 2.31 2.32 2.33 2.34",
        "3, 3, 3.0 3.2",
        "0.07, 0.9, 0.0 0.2 0.4 0.6 0.8 1.0"
    })
    void losses_are_read_at_round_numbers(double least, double most, String ticks) {
        String svg = LossCurve.svg("run", List.of(at(Phase.TRAIN, 1, most), at(Phase.TRAIN, 2, least)));
        assertThat(LOSS.matcher(svg).results().map(each -> each.group(1))).containsExactly(ticks.split(" "));
    }

    @Test
    void a_run_that_was_never_validated_shows_no_validation() {
        List<TrainingMetric> training = List.of(at(Phase.TRAIN, 1, 3), at(Phase.TRAIN, 2, 2));
        assertThat(LossCurve.svg("run", training)).contains("training loss").doesNotContain("validation loss");
        assertThat(LossCurve.svg("run", List.of(training.get(0), at(Phase.VALIDATE, 2, 2.5))))
                .contains("validation loss", "<circle");
        assertThat(LossCurve.svg("run", List.of())).contains("optimiser step").doesNotContain("NaN");
    }
}
