package ai.medsyn.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;
import java.util.List;

/**
 * An input or output of a network.
 *
 * @param shape sizes, outermost first; -1 where the size is open
 * @param names of open sizes, "" where there is none
 */
public record Port(String name, OnnxJavaType type, long[] shape, List<String> names) {

    public int rank() {
        return shape.length;
    }

    /** The fixed size of a dimension, or -1. */
    public long size(int dimension) {
        return dimension < shape.length ? shape[dimension] : -1;
    }

    @Override
    public String toString() {
        return name + ": " + type + Arrays.toString(shape);
    }
}
