package ai.medsyn.vision.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.onnx.StoredTensor;
import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Golden tensors and how close to them is close enough. */
public final class Golden {
    private Golden() {}

    public static Tensor tensor(GoldenCase golden, String name) {
        StoredTensor stored = stored(golden, name);
        return Tensors.of(stored.floats(), stored.dimensions());
    }

    /** A tensor that collects a gradient. */
    public static Tensor variable(GoldenCase golden, String name) {
        return tensor(golden, name).setRequiresGradient(true);
    }

    public static Tensor integers(GoldenCase golden, String name) {
        StoredTensor stored = stored(golden, name);
        return Tensors.of(stored.longs(), stored.dimensions());
    }

    /** Values: 1e-5 absolute, or relative where values exceed 1 (float32 has seven digits). */
    public static void assertValues(GoldenCase golden, String name, Tensor actual) {
        assertThat(actual.shape()).as(name).isEqualTo(stored(golden, name).dimensions());
        assertClose(name, actual.floats(), stored(golden, name).floats(), 1e-5);
    }

    public static void assertScalar(String name, Tensor actual, double expected) {
        assertClose(name, new float[] {(float) actual.item()}, new float[] {(float) expected}, 1e-5);
    }

    /** Gradients: 1e-4 of the largest. */
    public static void assertGradient(GoldenCase golden, String name, Tensor variable) {
        float[] expected = stored(golden, name).floats();
        float largest = 1e-6f;
        for (float each : expected) {
            largest = Math.max(largest, Math.abs(each));
        }
        Tensor gradient = variable.gradient();
        assertThat(gradient).as(name).isNotNull();
        assertThat(difference(gradient.floats(), expected)).as(name).isLessThanOrEqualTo(1e-4f * largest);
    }

    public static void assertClose(String name, Tensor actual, Tensor expected) {
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        assertClose(name, actual.floats(), expected.floats(), 1e-5);
    }

    private static void assertClose(String name, float[] actual, float[] expected, double tolerance) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) Math.abs(actual[i] - expected[i]))
                    .as("%s[%d]: %s instead of %s", name, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected[i])));
        }
    }

    private static float difference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
            // written so that a NaN is the largest difference of all
            largest = Math.abs(actual[i] - expected[i]) <= largest ? largest : Math.abs(actual[i] - expected[i]);
        }
        return largest;
    }

    private static StoredTensor stored(GoldenCase golden, String name) {
        try {
            return golden.tensors().get(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
