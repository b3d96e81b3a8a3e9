package ai.medsyn.generator.images.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Pipelines with tiny networks of random weights. */
public final class TinyPipeline {

    static final Path FIXTURES = Path.of("src/test/resources/fixtures/diffusion");

    private TinyPipeline() {}

    /** Copies a pipeline's directory, to be damaged or registered. */
    public static void copy(String name, Path target) throws IOException {
        Path whole = FIXTURES.resolve(name);
        try (Stream<Path> files = Files.walk(whole)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(whole.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Copies a float16 pipeline whose U-Net overflows at every call. */
    public static void copyOverflowing(Path target) throws IOException {
        copy("tiny-sd1-fp16", target);
        Path unet = target.resolve("unet/model.onnx");
        Files.write(unet, OnnxEdits.withInfinities(Files.readAllBytes(unet), "m.conv_out.bias"));
    }
}
