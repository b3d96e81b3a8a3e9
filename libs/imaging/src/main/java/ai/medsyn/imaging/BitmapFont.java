package ai.medsyn.imaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small proportional font for printable ASCII, kept as a resource. A server's Java runtime often has no fonts at all (text through
 * Graphics2D then fails), and those it has differ between machines; these letters are the same everywhere.
 */
public final class BitmapFont {

    /** Rows from one baseline to the next: 7 above it, 2 below, 2 between lines. */
    public static final int LINE_HEIGHT = 11;

    private static final String RESOURCE = "caption-font.txt";
    private static final int SPACE_WIDTH = 3;
    private static final Map<Character, String[]> GLYPHS = load();

    private BitmapFont() {}

    /** Width in pixels at scale 1, without the gap after the last character. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += advance(text.charAt(i));
        }
        return Math.max(0, width - 1);
    }

    /** Accents removed, anything else that the font lacks replaced by a question mark. */
    public static String drawable(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        StringBuilder result = new StringBuilder();
        for (char c : plain.toCharArray()) {
            result.append(Character.isWhitespace(c) ? ' ' : GLYPHS.containsKey(c) ? c : '?');
        }
        return result.toString();
    }

    /**
     * Draws a line of {@link #drawable} text with its top left corner at (x, y).
     *
     * @param scale whole pixels per dot of the font
     */
    public static void draw(GrayImage target, String text, int x, int y, int scale, int gray) {
        int left = x;
        for (char c : text.toCharArray()) {
            String[] rows = GLYPHS.get(c);
            for (int row = 0; rows != null && row < rows.length; row++) {
                for (int column = 0; column < rows[row].length(); column++) {
                    if (rows[row].charAt(column) == '#') {
                        dot(target, left + column * scale, y + row * scale, scale, gray);
                    }
                }
            }
            left += advance(c) * scale;
        }
    }

    /**
     * Words filled into lines.
     *
     * @param width of a line, pixels at scale 1
     * @param maxLines the last line ends in "..." where text had to be dropped
     */
    public static List<String> wrap(String text, int width, int maxLines) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : drawable(text).trim().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer) > width && !line.isEmpty()) {
                lines.add(line.toString());
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
            while (width(line.toString()) > width && line.length() > 1) {
                int fits = fitting(line, width);
                lines.add(line.substring(0, fits));
                line.delete(0, fits);
            }
        }
        lines.add(line.toString());
        return lines.size() <= maxLines ? lines : shortened(lines.subList(0, maxLines), width);
    }

    private static int fitting(CharSequence line, int width) {
        int fits = 1;
        while (fits < line.length() && width(line.subSequence(0, fits + 1).toString()) <= width) {
            fits++;
        }
        return fits;
    }

    private static List<String> shortened(List<String> lines, int width) {
        List<String> result = new ArrayList<>(lines);
        StringBuilder last = new StringBuilder(result.remove(result.size() - 1));
        while (!last.isEmpty() && width(last + "...") > width) {
            last.deleteCharAt(last.length() - 1);
        }
        result.add(last + "...");
        return result;
    }

    private static int advance(char c) {
        String[] rows = GLYPHS.get(c);
        return (rows == null ? SPACE_WIDTH : rows[0].length()) + 1;
    }

    private static void dot(GrayImage target, int x, int y, int scale, int gray) {
        for (int j = y; j < Math.min(y + scale, target.height()); j++) {
            for (int i = x; i < Math.min(x + scale, target.width()); i++) {
                target.pixels()[j * target.width() + i] = (byte) gray;
            }
        }
    }

    private static Map<Character, String[]> load() {
        InputStream resource = BitmapFont.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("the resource " + RESOURCE + " is missing from this build");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            Map<Character, String[]> glyphs = new HashMap<>();
            String line;
            while ((line = reader.readLine()) != null) {
                glyphs.put(line.charAt(0), line.substring(2).split(" "));
            }
            return glyphs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
