package ai.medsyn.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor over memory that stays: filled, run and read again at every step without copies between heap and native memory other than these. Values are
 * converted to and from the element type that the network wants.
 */
public final class TensorBuffer implements AutoCloseable {

    private final OnnxJavaType type;
    private final ByteBuffer bytes;
    private final OnnxTensor tensor;

    /** A tensor of zeros. */
    public TensorBuffer(OnnxJavaType type, long... shape) {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (type != OnnxJavaType.FLOAT
                && type != OnnxJavaType.FLOAT16
                && type != OnnxJavaType.INT32
                && type != OnnxJavaType.INT64) {
            throw new InvalidModelException(
                    "tensors of float32, float16, int32 or int64 were expected, found one of " + type);
        }
        this.type = type;
        this.bytes =
                ByteBuffer.allocateDirect(Math.toIntExact(count * type.size)).order(ByteOrder.nativeOrder());
        try {
            this.tensor = OnnxTensor.createTensor(RuntimeProcess.environment(), bytes, shape, type);
        } catch (OrtException e) {
            throw new IllegalStateException("a tensor of " + type + Arrays.toString(shape) + " was expected", e);
        }
    }

    public OnnxTensor tensor() {
        return tensor;
    }

    /** Writes values from an element on. */
    public void put(int at, float[] values) {
        switch (type) {
            case FLOAT -> bytes.asFloatBuffer().put(at, values);
            case FLOAT16 -> {
                for (int i = 0; i < values.length; i++) {
                    bytes.putShort((at + i) * Short.BYTES, Fp16Conversions.floatToFp16(values[i]));
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    put(at + i, (long) values[i]);
                }
            }
        }
    }

    /** Writes one whole number. */
    public void put(int at, long value) {
        switch (type) {
            case INT64 -> bytes.putLong(at * Long.BYTES, value);
            case INT32 -> bytes.putInt(at * Integer.BYTES, Math.toIntExact(value));
            default -> put(at, new float[] {value});
        }
    }

    /** Reads {@code count} values from an element on; floating point only. */
    public float[] get(int at, int count) {
        float[] values = new float[count];
        if (type == OnnxJavaType.FLOAT) {
            bytes.asFloatBuffer().get(at, values);
            return values;
        }
        if (type != OnnxJavaType.FLOAT16) {
            throw new IllegalStateException("floating point was expected, found " + type);
        }
        for (int i = 0; i < count; i++) {
            values[i] = Fp16Conversions.fp16ToFloat(bytes.getShort((at + i) * Short.BYTES));
        }
        return values;
    }

    @Override
    public void close() {
        tensor.close();
    }
}
