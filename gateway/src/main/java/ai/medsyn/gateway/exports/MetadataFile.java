package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.StoredObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A growing {@code metadata.jsonl}: one JSON object per line that begins with {@code file_name}, as Hugging Face imagefolder reads it. */
final class MetadataFile implements AutoCloseable {

    static final String NAME = "metadata.jsonl";

    private final Path file;
    private final OutputStream lines;

    MetadataFile(Path file) throws IOException {
        this.file = file;
        this.lines = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /**
     * Adds a line.
     *
     * @param location leading fields as JSON without braces, for example {@code "file_name":"000/000123.png"}; file names need no escapes
     * @param sample what {@link SampleJson} wrote
     */
    void add(String location, byte[] sample) throws IOException {
        lines.write('{');
        lines.write(location.getBytes(StandardCharsets.UTF_8));
        lines.write(',');
        lines.write(sample, 1, sample.length - 1);
        lines.write('\n');
    }

    StoredObject finish(ExportTarget target, String path) throws IOException {
        lines.close();
        return target.move(file, path);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
