package ai.medsyn.generator.images.diffusion;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Damages ONNX files: protobuf merges what is appended to a message. */
final class OnnxEdits {

    private OnnxEdits() {}

    /** The model with one more node of a custom domain in its graph (ModelProto.graph = 7, GraphProto.node = 1). */
    static byte[] withNode(byte[] model, String operator, String domain) {
        byte[] node = join(text(4, operator), text(7, domain));
        return join(model, bytes(7, bytes(1, node)));
    }

    /** The model with another version of ONNX's operators (ModelProto.opset_import = 8, OperatorSetIdProto.version = 2). */
    static byte[] withOpset(byte[] model, int version) {
        return join(model, bytes(8, new byte[] {2 << 3, (byte) version}));
    }

    /** The model with infinities in a float16 tensor of less than 128 bytes (TensorProto.name = 8, then raw_data = 9). */
    static byte[] withInfinities(byte[] model, String tensor) {
        byte[] copy = model.clone();
        int raw = indexOf(copy, text(8, tensor)) + text(8, tensor).length;
        ByteBuffer values = ByteBuffer.wrap(copy, raw + 2, copy[raw + 1]).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            values.putShort((short) 0x7C00);
        }
        return copy;
    }

    /** The model with other text of the same length wherever some text occurs. */
    static byte[] withText(byte[] model, String text, String other) {
        String content = new String(model, StandardCharsets.ISO_8859_1);
        return content.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static byte[] text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A length-delimited field of less than 128 bytes. */
    private static byte[] bytes(int field, byte[] content) {
        return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
