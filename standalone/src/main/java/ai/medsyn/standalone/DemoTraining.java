package ai.medsyn.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A small ConVIRT on the demo's pairs: a ResNet-18 that sees films at 64 pixels learns which report belongs to which, beside a MiniLM whose weights
 * stay. Trained on the split {@code train}; measured on the pairs of {@code validate} and {@code test}, which it never sees.
 *
 * @param job result of the training's job
 * @param losses of the training by step, a few of them
 * @param seconds that it took
 */
record DemoTraining(JsonNode job, List<Point> losses, double seconds) {

    private static final int STEPS = 160;
    private static final int BATCH = 32;
    private static final int SHOWN = 6;
    private static final int PAGE = 500;

    /** A point of the loss curve. */
    record Point(int step, double loss) {}

    static DemoTraining run(DemoRun run, DemoPairs pairs) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        JsonNode job = run.await(run.api().post("/v1/trainings", request(pairs.id(), run.seed())));
        double seconds = DemoRun.secondsSince(begin);
        JsonNode page =
                run.api().get("/v1/trainings/" + job.path("id").asString() + "/metrics?phase=TRAIN&limit=" + PAGE);
        List<Point> all = page.path("items")
                .valueStream()
                .map(metric -> new Point(
                        metric.path("step").asInt(), metric.path("loss").asDouble()))
                .toList();
        int stride = Math.max(1, (all.size() - 1) / (SHOWN - 1));
        List<Point> shown = IntStream.range(0, all.size())
                .filter(i -> i % stride == 0)
                .mapToObj(all::get)
                .toList();
        return new DemoTraining(job.path("result"), shown, seconds);
    }

    private static Map<String, Object> request(String dataset, long seed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", "demo-convirt");
        request.put("datasets", List.of(Map.of("dataset", dataset)));
        request.put("preset", "convirt-mgca");
        Map<String, Object> overrides = new LinkedHashMap<>();
        overrides.put("batchSize", BATCH);
        overrides.put("imageSize", 72);
        overrides.put("cropSize", 64);
        overrides.put("enlargedSize", 0);
        overrides.put("learningRate", 5e-4);
        overrides.put("warmUp", 0.1);
        overrides.put("freezeText", true);
        overrides.put("maxTokens", 64);
        overrides.put("validateEvery", STEPS / 5);
        overrides.put("checkpointEvery", STEPS / 5);
        request.put("overrides", overrides);
        request.put("encoders", Map.of("image", "resnet-18", "text", "minilm"));
        request.put("budget", Map.of("unit", "STEPS", "amount", STEPS));
        request.put("data", Map.of("train", List.of("train"), "validate", List.of("validate", "test")));
        request.put("seed", seed);
        return request;
    }

    void print(PrintStream out) {
        out.println();
        out.println("  ConVIRT          " + job.path("steps").asInt() + " steps of " + BATCH + " training pairs in "
                + Math.round(seconds) + " s");
        losses.forEach(point -> out.printf(
                Locale.ROOT, "  step %4d        loss %.3f  %s%n", point.step(), point.loss(), bar(point.loss())));
        JsonNode validation = job.path("validation");
        validation
                .path("recall")
                .properties()
                .forEach(recall -> out.printf(
                        Locale.ROOT,
                        "  recall at %-2s     %.3f among %d held-out pairs (chance %.3f, p %s)%n",
                        recall.getKey(),
                        recall.getValue().asDouble(),
                        validation.path("pairs").asInt(),
                        validation.path("chance").path(recall.getKey()).asDouble(),
                        validation.path("pValues").path(recall.getKey()).asString()));
        out.println("                   p: share of 1000 random pairings of these films and reports that do as well");
        out.println("  weights          " + job.path("weights").asString());
    }

    private String bar(double loss) {
        double highest = losses.stream().mapToDouble(Point::loss).max().orElse(1);
        return "#".repeat((int) Math.max(0, Math.round(40 * loss / highest)));
    }

    /** The checkpoint that did best on the pairs held out. */
    String checkpoint() {
        return job.path("bestCheckpoint").asString(job.path("lastCheckpoint").asString());
    }

    /** What scripts read. */
    Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("steps", job.path("steps").asInt());
        line.put("firstLoss", job.path("firstLoss").asDouble());
        line.put("lastLoss", job.path("lastLoss").asDouble());
        line.put("validationLoss", job.path("validation").path("loss").asDouble());
        line.put("heldOutPairs", job.path("validation").path("pairs").asInt());
        line.put("recall", job.path("validation").path("recall"));
        line.put("chance", job.path("validation").path("chance"));
        line.put("pValues", job.path("validation").path("pValues"));
        line.put("checkpoint", job.path("lastCheckpoint").asString());
        line.put("weights", job.path("weights").asString());
        line.put("models", job.path("models"));
        line.put("seconds", seconds);
        return line;
    }
}
