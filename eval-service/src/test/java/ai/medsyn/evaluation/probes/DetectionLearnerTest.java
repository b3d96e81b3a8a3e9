package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.evaluation.metrics.Detection.Found;
import ai.medsyn.vision.heads.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionLearnerTest {

    private static Detection detection(float left, float top, float right, float bottom) {
        return new Detection(new ai.medsyn.vision.heads.Box(left, top, right, bottom), 0.75f, 1, 0);
    }

    @Test
    void boxes_beyond_all_numbers_are_none() {
        float infinite = Float.POSITIVE_INFINITY;
        List<Found> usable = DetectionLearner.usable(List.of(
                detection(-infinite, 0, infinite, 4),
                detection(1, Float.NaN, 3, 4),
                detection(-1e38f, 0, 3e38f, 4),
                detection(1, 2, 4, 6)));
        assertThat(usable).hasSize(2).last().isEqualTo(new Found(new Box(1, 2, 3, 4), 0.75));
    }
}
