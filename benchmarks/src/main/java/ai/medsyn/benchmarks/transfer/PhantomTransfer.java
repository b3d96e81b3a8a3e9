package ai.medsyn.benchmarks.transfer;

import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.imaging.GrayImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains an image-text model on phantom pairs alone and asks it about real films (zero-shot). The table on standard output is Markdown.
 *
 * <p>Arguments: folder of real films; then {@code --name value}: {@code pairs} (16000), {@code steps} (4000), {@code models} (2, their
 * scores are averaged), {@code threads} (2), {@code seed} (1), {@code part} ({@code tuning}: patients of the part "train", which were
 * looked at; {@code others}: reported once; {@code all}), {@code within} (part of the films' paths, {@code images64}).
 */
final class PhantomTransfer {

    private static final int SIDE = 64;

    private PhantomTransfer() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        int threads = Integer.parseInt(options.get("threads"));
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", String.valueOf(threads - 1));
        torch.set_num_threads(threads);
        long seed = Long.parseLong(options.get("seed"));
        long start = System.nanoTime();
        List<RealFilm> films = RealFilm.read(Path.of(arguments[0]), options.get("within"), SIDE).stream()
                .filter(film -> options.get("part").equals("all")
                        || film.tuning() == options.get("part").equals("tuning"))
                .toList();
        List<Pair> pairs = new PhantomPairs(SIDE).draw(seed * 1_000_000, Integer.parseInt(options.get("pairs")));
        log(start, pairs.size() + " phantom pairs drawn by " + PhantomGenerator.MODEL_ID);
        List<Map<String, double[]>> answers = new ArrayList<>();
        for (int n = 0; n < Integer.parseInt(options.get("models")); n++) {
            answers.add(answer(pairs, films, Integer.parseInt(options.get("steps")), seed + n));
            log(start, "model " + (n + 1) + " trained");
        }
        System.out.printf(
                "%s, %d pairs of %d x %d pixels, %s steps, %s models, seed %d; %d real films (%s) of %d patients%n%n",
                PhantomGenerator.MODEL_ID,
                pairs.size(),
                SIDE,
                SIDE,
                options.get("steps"),
                options.get("models"),
                seed,
                films.size(),
                options.get("part"),
                films.stream().map(RealFilm::patient).distinct().count());
        System.out.print(new TransferTable(films, mean(answers)).markdown());
    }

    private static Map<String, double[]> answer(List<Pair> pairs, List<RealFilm> films, int steps, long seed) {
        Views views = new Views(SIDE);
        Vocabulary vocabulary = new Vocabulary(pairs);
        try (ImageTextModel model = new ImageTextModel(vocabulary.size(), seed)) {
            new Training(model, vocabulary, views, seed).run(pairs, steps);
            List<GrayImage> pixels = films.stream().map(RealFilm::pixels).toList();
            return new ZeroShot(model, vocabulary, views).scores(pixels);
        }
    }

    private static Map<String, double[]> mean(List<Map<String, double[]>> answers) {
        Map<String, double[]> mean = new LinkedHashMap<>();
        for (Map<String, double[]> answer : answers) {
            answer.forEach((label, scores) -> {
                double[] sum = mean.computeIfAbsent(label, l -> new double[scores.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += scores[i] / answers.size();
                }
            });
        }
        return mean;
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>(Map.of(
                "pairs", "16000", "steps", "4000", "models", "2", "threads", "2", "seed", "1", "part", "others", "within",
                "images64"));
        if (arguments.length % 2 != 1) {
            throw new IllegalArgumentException("expected the folder of real films, then pairs of --name value");
        }
        for (int i = 1; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (options.replace(name, arguments[i + 1]) == null) {
                throw new IllegalArgumentException("expected one of " + options.keySet() + ", found " + name);
            }
        }
        return options;
    }

    private static void log(long start, String what) {
        System.err.printf("%4d s: %s%n", (System.nanoTime() - start) / 1_000_000_000, what);
    }
}
