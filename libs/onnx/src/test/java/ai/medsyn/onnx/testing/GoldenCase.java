package ai.medsyn.onnx.testing;

import ai.medsyn.onnx.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One golden case: a folder with {@code case.json} (parameters, expected scalars) and, mostly, {@code tensors.safetensors}. */
public record GoldenCase(String name, Path folder, JsonNode json) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static GoldenCase read(Path caseFile) {
        Path folder = caseFile.toAbsolutePath().getParent();
        return new GoldenCase(folder.getFileName().toString(), folder, json(caseFile));
    }

    /** Reads any JSON file of the fixtures. */
    public static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Safetensors tensors() {
        try {
            return Safetensors.open(folder.resolve("tensors.safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public float[] floats(String tensor) {
        try {
            return tensors().get(tensor).floats();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double[] doubles(String tensor) {
        try {
            return tensors().get(tensor).doubles();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long[] longs(String tensor) {
        try {
            return tensors().get(tensor).longs();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
