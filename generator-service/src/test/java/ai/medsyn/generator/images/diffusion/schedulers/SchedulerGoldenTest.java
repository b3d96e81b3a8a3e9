package ai.medsyn.generator.images.diffusion.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every sampler against traces of the reference implementation: times, scaled inputs and samples at every call. */
@Tag("golden")
class SchedulerGoldenTest {

    private static final double TOLERANCE = 1e-5; // of the largest value

    @TestFactory
    Stream<DynamicTest> every_step_is_that_of_the_reference() {
        return GoldenCases.tests("schedulers", "", SchedulerGoldenTest::check);
    }

    private static void check(GoldenCase golden) {
        Scheduler scheduler = Schedulers.create(
                SchedulerConfig.of(golden.json().path("config")),
                golden.json().path("steps").asInt());
        double[] timesteps = golden.doubles("timesteps");
        assertThat(scheduler.timesteps())
                .as("calls")
                .hasSize(golden.json().path("calls").asInt());
        close("timesteps", scheduler.timesteps(), timesteps);
        assertThat(scheduler.initialNoiseSigma())
                .isCloseTo(
                        golden.json().path("init_noise_sigma").asDouble(),
                        within(TOLERANCE * scheduler.initialNoiseSigma()));
        float[] x = golden.floats("initial");
        for (int call = 0; call < timesteps.length; call++) {
            float[] scaled = x.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= (float) scheduler.inputScale(call);
            }
            close(
                    "scaled input of call " + call,
                    doubles(scaled),
                    doubles(part(golden, "scaled_input", call, x.length)));
            int size = x.length;
            x = scheduler.step(call, x, part(golden, "model_output", call, size), k -> part(golden, "noise", k, size));
            close("sample after call " + call, doubles(x), doubles(part(golden, "sample", call, size)));
        }
    }

    private static float[] part(GoldenCase golden, String tensor, int call, int size) {
        return Arrays.copyOfRange(golden.floats(tensor), call * size, (call + 1) * size);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    private static void close(String what, double[] actual, double[] expected) {
        double largest = Math.max(Arrays.stream(expected).map(Math::abs).max().orElse(1), 1e-3);
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s[%d]", what, i).isCloseTo(expected[i], within(TOLERANCE * largest));
        }
    }
}
