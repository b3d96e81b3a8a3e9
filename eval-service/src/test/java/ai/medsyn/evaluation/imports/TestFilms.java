package ai.medsyn.evaluation.imports;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder of films as a user would bring it. */
final class TestFilms {

    private final Path folder;
    private final List<String> lines = new ArrayList<>();

    TestFilms(Path root, String name) {
        this.folder = root.resolve(name);
    }

    TestFilms table(String header) {
        lines.add(header);
        return this;
    }

    /** A row without a file. */
    TestFilms row(String line) {
        lines.add(line);
        return this;
    }

    /** A row whose first cell names a film that is written too. */
    TestFilms film(String line) {
        String file = line.substring(0, line.indexOf(','));
        return file(file, image(file.hashCode(), 64)).row(line);
    }

    TestFilms file(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestFilms text(String name, String... content) {
        return file(name, String.join("\n", content).getBytes(StandardCharsets.UTF_8));
    }

    TestFilms write(String table) {
        return text(table, lines.toArray(String[]::new));
    }

    Path folder() {
        return folder;
    }

    static byte[] image(long seed, int side) {
        byte[] pixels = new byte[side * side];
        new SplittableRandom(seed).nextBytes(pixels);
        return PngEncoder.encode(new GrayImage(side, side, pixels), Map.of());
    }

    /** White in columns {@code from} to {@code to}, black elsewhere. */
    static byte[] mask(int side, int from, int to) {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % side >= from && i % side < to ? 255 : 0);
        }
        return PngEncoder.encode(new GrayImage(side, side, pixels), Map.of());
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
