package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.EvaluationBench;
import ai.medsyn.evaluation.encoders.OnnxFiles;
import ai.medsyn.evaluation.imports.ImportSpec;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.vision.encoders.ResNet;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Films with a bright square on one side or none, two encoders, and what is needed to ask about them. */
abstract class ProbeBench extends EvaluationBench {

    static final int SIDE = 32;
    private static final int BRIGHT = 14;

    @BeforeAll
    static void encoders() throws IOException {
        OnnxFiles.write(disk.resolve("models/halves"));
        OnnxFiles.writeRelative(disk.resolve("models/relative"));
        resNet(disk.resolve("models/resnet"));
    }

    @BeforeEach
    void register() {
        register("halves", ModelFormat.ONNX);
        register("relative", ModelFormat.ONNX);
        register("resnet", ModelFormat.SAFETENSORS);
    }

    /** A ResNet-18 with random weights whose normalisation fits the films. */
    private static void resNet(Path folder) throws IOException {
        Files.createDirectories(folder);
        LibTorch.seed(5, 0);
        ResNet network = new ResNet(ResNet.Depth.RESNET18);
        network.train(true);
        for (int step = 0; step < 30; step++) {
            try (TensorScope scope = TensorScope.open();
                    NoGradient off = NoGradient.on()) {
                float[] pixels = new float[8 * 3 * SIDE * SIDE];
                for (int i = 0; i < 8; i++) {
                    byte[] film = film(i % 3 - 1, 10_000 + 8 * step + i);
                    for (int j = 0; j < 3 * film.length; j++) {
                        pixels[i * 3 * film.length + j] = ((film[j % film.length] & 0xFF) / 255f - 0.5f) / 0.5f;
                    }
                }
                network.encode(Tensors.of(pixels, 8, 3, SIDE, SIDE));
            }
        }
        SafetensorsWeights.write(folder.resolve("model.safetensors"), network.state(), Map.of());
        Files.writeString(
                folder.resolve("config.json"),
                "{\"architecture\": \"resnet-18\", \"imageSize\": %d, \"mean\": [0.5, 0.5, 0.5], \"deviation\": [0.5, 0.5, 0.5]}"
                        .formatted(SIDE));
        network.close();
    }

    /** Dark noise, with a bright square on the left (-1), the right (1) or nowhere (0). */
    private static byte[] film(int where, int seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        SplittableRandom random = new SplittableRandom(seed);
        int left = left(where, seed);
        int top = top(seed);
        for (int i = 0; i < pixels.length; i++) {
            boolean inside = where != 0 && inside(i % SIDE, left) && inside(i / SIDE, top);
            pixels[i] = (byte) (inside ? 170 + random.nextInt(60) : random.nextInt(90));
        }
        return pixels;
    }

    private static boolean inside(int at, int from) {
        return at >= from && at < from + BRIGHT;
    }

    private static int left(int where, int seed) {
        return where < 0 ? 1 + seed % 2 : SIDE - BRIGHT - 1 - seed % 2;
    }

    private static int top(int seed) {
        return 2 + seed % 13;
    }

    /**
     * What a set of films is like.
     *
     * @param black films without any light, of those that show nothing, the first so many
     */
    record Films(String name, int count, boolean regions, int black) {

        Films(String name, int count, boolean regions) {
            this(name, count, regions, 0);
        }
    }

    /** Films of one patient each: a third with the square on the left, a third on the right, a third without; 60 / 20 / 20. */
    UUID films(Films films) throws IOException {
        Path folder = Files.createDirectories(disk.resolve("films/" + films.name()));
        StringBuilder table = new StringBuilder("file,label,split,patient\n");
        StringBuilder masks = new StringBuilder("image,label,mask\n");
        StringBuilder boxes = new StringBuilder("image,label,x,y,width,height\n");
        for (int i = 0; i < films.count(); i++) {
            int where = i % 3 - 1;
            String label = where < 0 ? "Left" : where > 0 ? "Right" : "No Finding";
            String split = i % 5 < 3 ? "train" : i % 5 == 3 ? "validate" : "test";
            table.append("%d.png,%s,%s,p%d%n".formatted(i, label, split, i));
            boolean black = where == 0 && i < 3 * films.black();
            Files.write(folder.resolve(i + ".png"), png(black ? new byte[SIDE * SIDE] : film(where, i)));
            if (where != 0) {
                byte[] mask = new byte[SIDE * SIDE];
                for (int p = 0; p < mask.length; p++) {
                    mask[p] = (byte) (inside(p % SIDE, left(where, i)) && inside(p / SIDE, top(i)) ? 255 : 0);
                }
                Files.write(folder.resolve(i + "-mask.png"), png(mask));
                masks.append("%d.png,%s,%d-mask.png%n".formatted(i, label, i));
                boxes.append("%d.png,%s,%d,%d,%d,%d%n".formatted(i, label, left(where, i), top(i), BRIGHT, BRIGHT));
            }
        }
        Files.writeString(folder.resolve("index.csv"), table.toString());
        if (films.regions()) {
            Files.writeString(folder.resolve("masks.csv"), masks.toString());
            Files.writeString(folder.resolve("boxes.csv"), boxes.toString());
        }
        return dataset(films.name(), ImportSpec.Patients.FAITHFUL);
    }

    private static byte[] png(byte[] pixels) {
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }
}
