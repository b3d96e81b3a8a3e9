package ai.medsyn.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor at rest: element type, shape and its row-major little-endian bytes (often a mapped region of a file).
 *
 * @param element the type of one element
 * @param shape sizes, outermost first; empty for a scalar
 * @param data exactly {@code count() * element.bytes()} bytes from position 0 to the limit, little endian
 */
public record StoredTensor(ElementType element, List<Long> shape, ByteBuffer data) {

    public StoredTensor {
        shape = List.copyOf(shape);
        data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        long expected = Math.multiplyExact(count(shape), (long) element.bytes());
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("a tensor of " + element + " " + shape + " takes " + expected
                    + " bytes, found " + data.remaining());
        }
    }

    /** A float32 tensor over a copy of the values. */
    public static StoredTensor of(float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new StoredTensor(ElementType.F32, boxed(shape), data);
    }

    /** An int64 tensor over a copy of the values. */
    public static StoredTensor of(long[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new StoredTensor(ElementType.I64, boxed(shape), data);
    }

    /** How many elements. */
    public int count() {
        return Math.toIntExact(count(shape));
    }

    /** The bytes, as a fresh little-endian view from position 0. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The shape as an array. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** Every element as float: exact for floats of at most 32 bits and integers of at most 16, rounded for wider types. */
    public float[] floats() {
        float[] values = new float[count()];
        if (element == ElementType.F32) {
            data().asFloatBuffer().get(values);
            return values;
        }
        ByteBuffer bytes = data();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number(bytes, i);
        }
        return values;
    }

    /** Every element as double: exact for all but 64-bit integers beyond 2^53. */
    public double[] doubles() {
        double[] values = new double[count()];
        ByteBuffer bytes = data();
        for (int i = 0; i < values.length; i++) {
            values[i] = number(bytes, i);
        }
        return values;
    }

    /** Every element as long. @throws IllegalStateException if this tensor is not one of integers or booleans */
    public long[] longs() {
        long[] values = new long[count()];
        ByteBuffer bytes = data();
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(bytes, i);
        }
        return values;
    }

    private double number(ByteBuffer bytes, int index) {
        return switch (element) {
            case F64 -> bytes.getDouble(index * Double.BYTES);
            case F32 -> bytes.getFloat(index * Float.BYTES);
            case F16 -> halfToFloat(bytes.getShort(index * Short.BYTES));
            case BF16 -> Float.intBitsToFloat(bytes.getShort(index * Short.BYTES) << 16);
            case F8_E4M3 -> fourThree(bytes.get(index));
            case F8_E5M2 -> halfToFloat((short) (bytes.get(index) << 8));
            case F8_E8M0 ->
                bytes.get(index) == -1 ? Double.NaN : Math.scalb(1.0, Byte.toUnsignedInt(bytes.get(index)) - 127);
            default -> integer(bytes, index);
        };
    }

    private long integer(ByteBuffer bytes, int index) {
        return switch (element) {
            case BOOL, U8 -> Byte.toUnsignedLong(bytes.get(index));
            case I8 -> bytes.get(index);
            case U16 -> Short.toUnsignedLong(bytes.getShort(index * Short.BYTES));
            case I16 -> bytes.getShort(index * Short.BYTES);
            case U32 -> Integer.toUnsignedLong(bytes.getInt(index * Integer.BYTES));
            case I32 -> bytes.getInt(index * Integer.BYTES);
            case U64, I64 -> bytes.getLong(index * Long.BYTES);
            case F8_E4M3, F8_E5M2, F8_E8M0, F16, BF16, F32, F64 ->
                throw new IllegalStateException("expected a tensor of integers, found " + element);
        };
    }

    /** IEEE 754 binary16 to binary32, exact. (The JDK has it from version 20 on.) */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int bits = exponent == 0x1F ? 0x7F800000 : exponent + (127 - 15) << 23;
        return Float.intBitsToFloat(sign | bits | fraction << 13);
    }

    private static double fourThree(byte bits) {
        int exponent = bits >>> 3 & 0xF;
        int fraction = bits & 7;
        if (exponent == 0xF && fraction == 7) {
            return Double.NaN;
        }
        double magnitude =
                exponent == 0 ? Math.scalb((double) fraction, -9) : Math.scalb(8.0 + fraction, exponent - 10);
        return bits < 0 ? -magnitude : magnitude;
    }

    private static long count(List<Long> shape) {
        long count = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("sizes of a tensor must not be negative, found " + shape);
            }
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    private static List<Long> boxed(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
