package ai.medsyn.benchmarks.transfer;

import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.vision.tensor.LibTorch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Trains an image-text model on phantom pairs alone and asks it about real films (zero-shot). The table on standard output is Markdown.
 *
 * <p>Arguments: folder of real films; then {@code --name value}: {@code draws} (5) and {@code pairs} (3500; drawn in each of the draws, all
 * models learn from all), {@code steps} (3000), {@code models} (4; their logits are averaged), {@code threads} (2; each trains a model of its
 * own, so that their number changes no result), {@code seed} (20; the next draw and the next model have the next), {@code part} ({@code both};
 * {@code tuning}: patients of the part "train", which were looked at; {@code others}: the rest; {@code all}), {@code within} (part of
 * the films' paths, {@code images64}; all films where no path has it).
 */
final class PhantomTransfer {

    private static final int SIDE = 64;
    /** Between the first pairs of two draws. */
    private static final long SEEDS = 100_000;

    private PhantomTransfer() {}

    /** The experiment's settings, from the command line. */
    private record Settings(
            int draws, int pairs, int steps, int models, int threads, long seed, String part, String within) {

        static Settings of(String[] arguments) {
            Map<String, String> given = new TreeMap<>();
            for (int i = 1; i + 1 < arguments.length; i += 2) {
                given.put(arguments[i], arguments[i + 1]);
            }
            Settings settings = new Settings(
                    take(given, "--draws", 5),
                    take(given, "--pairs", 3500),
                    take(given, "--steps", 3000),
                    take(given, "--models", 4),
                    take(given, "--threads", 2),
                    take(given, "--seed", 20),
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

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(arguments);
        System.setProperty(
                "java.util.concurrent.ForkJoinPool.common.parallelism",
                String.valueOf(Math.max(1, settings.threads - 1)));
        long start = System.nanoTime();
        List<RealFilm> films = RealFilm.read(Path.of(arguments[0]), settings.within, SIDE);
        List<Pair> pairs = pairs(settings);
        log(start, pairs.size() + " phantom pairs drawn by " + PhantomGenerator.MODEL_ID);
        List<Map<String, double[]>> answers = answers(pairs, films, settings);
        log(start, "trained and asked");
        System.out.printf("%s, %s%n", PhantomGenerator.MODEL_ID, settings);
        Map<String, double[]> scores = Probabilities.ofLabels(mean(answers));
        settings.parts().forEach(part -> report(part, films, scores));
    }

    private static void report(String part, List<RealFilm> films, Map<String, double[]> scores) {
        int[] chosen = IntStream.range(0, films.size())
                .filter(i -> part.equals("all") || films.get(i).tuning() == part.equals("tuning"))
                .toArray();
        if (chosen.length == 0) {
            return;
        }
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

    private static List<Pair> pairs(Settings settings) {
        PhantomPairs phantoms = new PhantomPairs(SIDE);
        List<Pair> pairs = new ArrayList<>();
        for (int n = 0; n < settings.draws; n++) {
            pairs.addAll(phantoms.draw((settings.seed + n) * SEEDS, settings.pairs));
        }
        return pairs;
    }

    /** Each model's logits of findings; the models are made one after the other, because their first weights come from LibTorch's one generator, and trained at once. */
    private static List<Map<String, double[]>> answers(List<Pair> pairs, List<RealFilm> films, Settings settings)
            throws InterruptedException {
        Vocabulary vocabulary = new Vocabulary(pairs);
        List<Callable<Map<String, double[]>>> tasks = new ArrayList<>();
        for (int n = 0; n < settings.models; n++) {
            long seed = settings.seed + n;
            ImageTextModel model = new ImageTextModel(vocabulary.size(), seed);
            tasks.add(() -> answer(model, vocabulary, pairs, films, settings.steps, seed));
        }
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads);
        try {
            List<Map<String, double[]>> answers = new ArrayList<>();
            for (Future<Map<String, double[]>> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a model's training failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, double[]> answer(
            ImageTextModel model, Vocabulary vocabulary, List<Pair> pairs, List<RealFilm> films, int steps, long seed) {
        // Models are trained side by side, and their numbers must not depend on the machine's processors.
        LibTorch.configure(1);
        Views views = new Views(SIDE);
        try (model) {
            System.err.printf("%d weights, %d words%n", model.size(), vocabulary.size());
            Questions questions = new Questions();
            new Training(model, vocabulary, views, questions, seed).run(pairs, steps);
            List<GrayImage> pixels = films.stream().map(RealFilm::pixels).toList();
            return new ZeroShot(model, vocabulary, views, questions).scores(pixels);
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
