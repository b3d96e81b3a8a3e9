package ai.medsyn.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes PNG (ISO/IEC 15948), grayscale or 8-bit colour, with text chunks. The bytes depend on the arguments only, on every machine: the compressor
 * is this library's own, because the JDK's is whatever zlib the system has, and versions of zlib differ in their output.
 */
public final class PngEncoder {

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final int MAX_KEYWORD = 79;

    private PngEncoder() {}

    /**
     * An 8-bit PNG.
     *
     * @param text keyword (1 to 79 Latin-1 characters) to text, in the order in which the chunks are written; text that is not
     *     Latin-1 goes into iTXt instead of tEXt
     */
    public static byte[] encode(GrayImage image, Map<String, String> text) {
        return encode(image.width(), image.height(), Format.GRAY_8, image.pixels(), text);
    }

    /** An 8-bit colour PNG; text as for gray. */
    public static byte[] encode(RgbImage image, Map<String, String> text) {
        return encode(image.width(), image.height(), Format.RGB_8, image.pixels(), text);
    }

    /** A 16-bit PNG; text as for 8 bits. */
    public static byte[] encode(Gray16Image image, Map<String, String> text) {
        short[] pixels = image.pixels();
        byte[] bigEndian = new byte[pixels.length * 2];
        for (int i = 0; i < pixels.length; i++) {
            bigEndian[2 * i] = (byte) (pixels[i] >> 8);
            bigEndian[2 * i + 1] = (byte) pixels[i];
        }
        return encode(image.width(), image.height(), Format.GRAY_16, bigEndian, text);
    }

    /** Bit depth and colour type of the header. */
    private enum Format {
        GRAY_8(1, 8, 0),
        GRAY_16(2, 16, 0),
        RGB_8(3, 8, 2);

        private final int bytesPerPixel;
        private final int depth;
        private final int colour;

        Format(int bytesPerPixel, int depth, int colour) {
            this.bytesPerPixel = bytesPerPixel;
            this.depth = depth;
            this.colour = colour;
        }
    }

    private static byte[] encode(int width, int height, Format format, byte[] raw, Map<String, String> text) {
        ByteArrayOutputStream png = new ByteArrayOutputStream(raw.length / 2 + 1024);
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header(width, height, format));
        text.forEach((keyword, value) -> textChunk(png, keyword, value));
        chunk(
                png,
                "IDAT",
                RunLengthDeflater.zlib(PngFilter.filter(raw, width * format.bytesPerPixel, format.bytesPerPixel)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] header(int width, int height, Format format) {
        byte[] header = new byte[13];
        putInt(header, 0, width);
        putInt(header, 4, height);
        header[8] = (byte) format.depth;
        header[9] = (byte) format.colour;
        return header; // deflate, adaptive filters, not interlaced: all zero
    }

    private static void textChunk(ByteArrayOutputStream png, String keyword, String value) {
        if (keyword.isEmpty() || keyword.length() > MAX_KEYWORD || !latin1(keyword)) {
            throw new IllegalArgumentException(
                    "a PNG text keyword has 1 to " + MAX_KEYWORD + " Latin-1 characters, found '" + keyword + "'");
        }
        if (keyword.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PNG text must not contain NUL: " + keyword);
        }
        byte[] key = keyword.getBytes(StandardCharsets.ISO_8859_1);
        if (latin1(value)) {
            chunk(png, "tEXt", join(key, new byte[1], value.getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            // After the keyword: NUL, not compressed (2 bytes), empty language, empty translated keyword.
            chunk(png, "iTXt", join(key, new byte[5], value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static boolean latin1(String text) {
        return text.chars().allMatch(c -> c <= 0xFF);
    }

    private static byte[] join(byte[] keyword, byte[] separator, byte[] value) {
        byte[] joined = Arrays.copyOf(keyword, keyword.length + separator.length + value.length);
        System.arraycopy(value, 0, joined, keyword.length + separator.length, value.length);
        return joined;
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] typeBytes = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(typeBytes);
        crc.update(data);
        byte[] number = new byte[4];
        putInt(number, 0, data.length);
        png.writeBytes(number);
        png.writeBytes(typeBytes);
        png.writeBytes(data);
        putInt(number, 0, (int) crc.getValue());
        png.writeBytes(number);
    }

    private static void putInt(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }
}
