package ai.medsyn.imaging;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text chunks of a PNG. */
public final class PngText {

    private PngText() {}

    /**
     * Keyword to text of every tEXt and uncompressed iTXt chunk, in file order. Compressed text is skipped: it can be a bomb, and
     * this platform writes none.
     *
     * @throws ImageFormatException if the bytes are not a complete PNG
     */
    public static Map<String, String> read(byte[] png) {
        Map<String, String> text = new LinkedHashMap<>();
        for (PngChunks.Chunk chunk : PngChunks.of(png)) {
            switch (chunk.type()) {
                case "tEXt" -> put(text, png, chunk, 1, StandardCharsets.ISO_8859_1);
                case "iTXt" -> international(text, png, chunk);
                default -> {}
            }
        }
        return Collections.unmodifiableMap(text);
    }

    private static void international(Map<String, String> text, byte[] png, PngChunks.Chunk chunk) {
        int end = chunk.start() + chunk.length();
        int flag = zero(png, chunk.start(), end) + 1;
        if (flag + 2 > end || png[flag] != 0) {
            return;
        }
        int language = zero(png, flag + 2, end);
        int translated = zero(png, language + 1, end);
        if (translated < end) {
            put(text, png, chunk, translated + 1 - zero(png, chunk.start(), end), StandardCharsets.UTF_8);
        }
    }

    private static void put(Map<String, String> text, byte[] png, PngChunks.Chunk chunk, int gap, Charset charset) {
        int end = chunk.start() + chunk.length();
        int keywordEnd = zero(png, chunk.start(), end);
        int valueStart = keywordEnd + gap;
        if (keywordEnd > chunk.start() && valueStart <= end) {
            text.put(
                    new String(png, chunk.start(), keywordEnd - chunk.start(), StandardCharsets.ISO_8859_1),
                    new String(png, valueStart, end - valueStart, charset));
        }
    }

    /** The first NUL at or after {@code from}, or {@code end}. */
    private static int zero(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        return Math.min(at, end);
    }
}
