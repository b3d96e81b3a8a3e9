package ai.medsyn.evaluation.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.metrics.FeatureSets;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.ZeroShotClassifier;
import ai.medsyn.evaluation.zeroshot.ZeroShotResources;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.onnx.Device;
import ai.medsyn.onnx.OnnxSession;
import ai.medsyn.onnx.SessionSettings;
import ai.medsyn.vision.export.EncoderExport;
import ai.medsyn.vision.export.ModelCard;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.presets.Variant;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.training.Blueprint;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.training.Recipe;
import ai.medsyn.vision.training.TextModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is computed from encoders is the same, to 1e-6, whether films come alone or together and however many threads there are. */
class SameNumbersTest {

    private static final int SIDE = 64;
    private static final List<GrayImage> FILMS =
            IntStream.range(0, 16).mapToObj(SameNumbersTest::film).toList();

    @TempDir
    Path folder;

    private static GrayImage film(int seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        new SplittableRandom(seed).nextBytes(pixels);
        return new GrayImage(SIDE, SIDE, pixels);
    }

    private static Blueprint blueprint(Preset named, ImageArchitecture images) {
        JsonMapper json = new JsonMapper();
        Map<String, Object> numbers =
                new LinkedHashMap<>(json.convertValue(Recipe.of(named), new TypeReference<Map<String, Object>>() {}));
        numbers.put("imageSize", SIDE);
        numbers.put("cropSize", SIDE);
        return new Blueprint(named, json.convertValue(numbers, Recipe.class), images, new TextModel.Small());
    }

    private static Preprocessing preprocessing(Blueprint blueprint) {
        return new Preprocessing(
                SIDE,
                SIDE,
                Preprocessing.Fit.STRETCH,
                blueprint.input().mean().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                blueprint.input().deviation().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }

    /** Zero-shot scores, similarities of words and cells, and distances between two halves of the films. */
    private static double[] numbers(ImageEmbedder images, TextEmbedder texts, LocalEncoder local, boolean together) {
        List<float[]> vectors = new ArrayList<>();
        if (together) {
            vectors.addAll(images.embed(FILMS));
        } else {
            FILMS.forEach(film -> vectors.addAll(images.embed(List.of(film))));
        }
        ZeroShotResources resources = new ZeroShotResources();
        ClassList classes = resources.classList("chexpert-5").orElseThrow();
        ZeroShotClassifier classifier = new ZeroShotClassifier(
                texts, resources.promptSet("report-ensemble").orElseThrow(), classes);
        List<double[]> all = new ArrayList<>();
        vectors.forEach(vector -> all.add(classifier.scores(vector)));
        double[][] words = wide(local.words("There is pleural effusion."));
        FILMS.forEach(film -> all.add(Similarity.COSINE.of(local.attention(), words, local.cells(film))));
        double[][] features = wide(vectors.toArray(float[][]::new));
        double[][] first = Arrays.copyOf(features, 8);
        double[][] second = Arrays.copyOfRange(features, 8, 16);
        all.add(new double[] {FeatureSets.frechet(first, second), FeatureSets.kernelDistance(first, second)});
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] wide(float[][] rows) {
        return Arrays.stream(rows)
                .map(row ->
                        IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
                .toArray(double[][]::new);
    }

    @Test
    void of_a_checkpoint() throws IOException {
        Blueprint blueprint = blueprint(Presets.get("gloria", Variant.FAITHFUL), ImageArchitecture.RESNET_18);
        DualEncoder model = blueprint.model(41);
        model.train(false);
        TorchEmbedders torch = new TorchEmbedders(model);
        Preprocessing preprocessing = preprocessing(blueprint);
        TorchEmbedders.Sentences sentences = new TorchEmbedders.Sentences(
                blueprint.text().tokenizer(),
                blueprint.input().textLength(),
                blueprint.recipe().maxTokens());
        ImageEmbedder images =
                torch.images(preprocessing, new EncoderIdentity("model", "weights", "as it was trained"));
        int before = LibTorch.threads();
        try {
            LibTorch.configure(1);
            double[] alone = numbers(images, torch.texts(sentences), torch.local(preprocessing, sentences), false);
            LibTorch.configure(3);
            double[] together = numbers(images, torch.texts(sentences), torch.local(preprocessing, sentences), true);
            assertThat(together).containsExactly(alone, within(1e-6));
        } finally {
            LibTorch.configure(before);
            model.close();
        }
    }

    @Test
    void of_an_encoder_in_onnx() throws IOException {
        Blueprint blueprint = blueprint(Presets.get("convirt-edreis", Variant.CORRECTED), ImageArchitecture.VIT_TINY);
        try (DualEncoder model = blueprint.model(41)) {
            EncoderExport.write(
                    model,
                    blueprint.exportedInput(),
                    folder,
                    new ModelCard("same", "same", Map.of(), Map.of(), Map.of()));
        }
        assertThat(onnx(3, true)).containsExactly(onnx(1, false), within(1e-6f));
    }

    private float[] onnx(int threads, boolean together) throws IOException {
        SessionSettings settings = new SessionSettings(Device.CPU, threads, Map.of(), null);
        try (OnnxSession session = OnnxSession.open(folder.resolve("image_encoder.onnx"), settings)) {
            OnnxImageEmbedder images = new OnnxImageEmbedder(
                    session, Preprocessing.read(folder.resolve("preprocessor_config.json")), "same", "weights");
            List<float[]> vectors = together
                    ? images.embed(FILMS)
                    : FILMS.stream()
                            .map(film -> images.embed(List.of(film)).get(0))
                            .toList();
            float[] all = new float[vectors.size() * vectors.get(0).length];
            for (int i = 0; i < vectors.size(); i++) {
                System.arraycopy(vectors.get(i), 0, all, i * vectors.get(0).length, vectors.get(0).length);
            }
            return all;
        }
    }
}
