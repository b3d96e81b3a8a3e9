package ai.medsyn.onnx;

/** Element types of the safetensors format, with their width in bytes. */
public enum ElementType {
    BOOL(1),
    U8(1),
    I8(1),
    /** Sign, 4 bits of exponent (bias 7), 3 of fraction; no infinities, all ones is NaN. */
    F8_E4M3(1),
    /** Sign, 5 bits of exponent (bias 15), 2 of fraction: the upper half of an F16. */
    F8_E5M2(1),
    /** A power of two, 2^(bits - 127); all ones is NaN. */
    F8_E8M0(1),
    U16(2),
    I16(2),
    F16(2),
    BF16(2),
    U32(4),
    I32(4),
    F32(4),
    U64(8),
    I64(8),
    F64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
