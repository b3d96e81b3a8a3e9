package ai.medsyn.benchmarks.transfer;

import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.imaging.GrayImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains an image-text model on phantom pairs alone and asks it about real films (zero-shot). The table on standard output is Markdown.
 *
 * <p>Arguments: folder of real films; then {@code --name value}: {@code pairs} (8000), {@code steps} (2800), {@code models} (1; with more, their
 * scores are averaged), {@code threads} (2), {@code seed} (1), {@code part} ({@code both}; {@code tuning}: patients of
 * the part "train", which were looked at; {@code others}: the rest, reported once; {@code all}), {@code within} (part of the films' paths, {@code images64}).
 */
final class PhantomTransfer {

    private static final int SIDE = 64;

    private PhantomTransfer() {}

    /** The experiment's settings, from the command line. */
    private record Settings(int pairs, int steps, int models, int threads, long seed, String part, String within) {

        static Settings of(String[] arguments) {
            Map<String, String> given = new TreeMap<>();
            for (int i = 1; i + 1 < arguments.length; i += 2) {
                given.put(arguments[i], arguments[i + 1]);
            }
            Settings settings = new Settings(
                    take(given, "--pairs", 8000),
                    take(given, "--steps", 2800),
                    take(given, "--models", 1),
                    take(given, "--threads", 2),
                    take(given, "--seed", 1),
                    Objects.requireNonNullElse(given.remove("--part"), "both"),
                    Objects.requireNonNullElse(given.remove("--within"), "images64"));
            if (arguments.length % 2 != 1 || !given.isEmpty()) {
                throw new IllegalArgumentException("expected the folder of real films, then pairs of a known option and"
                        + " its value, found " + String.join(" ", arguments));
            }
            return settings;
        }

        private static int take(Map<String, String> given, String name, int usual) {
            String value = given.remove(name);
            return value == null ? usual : Integer.parseInt(value);
        }

        /** The parts to report, each in a table of its own. */
        List<String> parts() {
            return part.equals("both") ? List.of("tuning", "others") : List.of(part);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(arguments);
        System.setProperty(
                "java.util.concurrent.ForkJoinPool.common.parallelism",
                String.valueOf(Math.max(1, settings.threads - 1)));
        torch.set_num_threads(settings.threads);
        long start = System.nanoTime();
        List<RealFilm> films = RealFilm.read(Path.of(arguments[0]), settings.within, SIDE);
        List<Pair> pairs = new PhantomPairs(SIDE).draw(settings.seed * 1_000_000, settings.pairs);
        log(start, pairs.size() + " phantom pairs drawn by " + PhantomGenerator.MODEL_ID);
        List<Map<String, double[]>> answers = new ArrayList<>();
        for (int n = 0; n < settings.models; n++) {
            answers.add(answer(pairs, films, settings.steps, settings.seed + n));
            log(start, "model " + (n + 1) + " trained");
        }
        System.out.printf("%s, %s%n", PhantomGenerator.MODEL_ID, settings);
        Map<String, double[]> scores = mean(answers);
        settings.parts().forEach(part -> report(part, films, scores));
    }

    private static void report(String part, List<RealFilm> films, Map<String, double[]> scores) {
        int[] chosen = IntStream.range(0, films.size())
                .filter(i -> part.equals("all") || films.get(i).tuning() == part.equals("tuning"))
                .toArray();
        List<RealFilm> here = Arrays.stream(chosen).mapToObj(films::get).toList();
        Map<String, double[]> answers = new LinkedHashMap<>();
        scores.forEach((label, values) -> answers.put(
                label, Arrays.stream(chosen).mapToDouble(i -> values[i]).toArray()));
        System.out.printf(
                "%n%s: %d real films of %d patients%n%n",
                part,
                here.size(),
                here.stream().map(RealFilm::patient).distinct().count());
        System.out.print(new TransferTable(here, answers).markdown());
    }

    private static Map<String, double[]> answer(List<Pair> pairs, List<RealFilm> films, int steps, long seed) {
        Views views = new Views(SIDE);
        Vocabulary vocabulary = new Vocabulary(pairs);
        try (ImageTextModel model = new ImageTextModel(vocabulary.size(), seed)) {
            System.err.printf("%d weights, %d words%n", model.size(), vocabulary.size());
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

    private static void log(long start, String what) {
        System.err.printf("%4d s: %s%n", (System.nanoTime() - start) / 1_000_000_000, what);
    }
}
