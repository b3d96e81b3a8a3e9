package ai.medsyn.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How good the demo's model is: which findings its films and sentences agree on in phantoms that it never saw, and what a linear layer on its frozen
 * image encoder makes of the pairs that it learned from and held out. Says so where a number cannot be told from chance.
 *
 * @param zeroShot numbers of the zero-shot classification
 * @param linear numbers of the linear probe
 * @param seconds that both took, with the making of the phantoms
 */
record DemoEvaluation(List<Auc> zeroShot, List<Auc> linear, double seconds) {

    private static final int HELD_OUT = 200;

    /** Findings of the demo's reports that have a name in public label sets. */
    private static final List<String> FINDINGS =
            List.of("Pleural Effusion", "Cardiomegaly", "Pneumothorax", "Consolidation", "Mass", "Edema", "Emphysema");

    private static final double CHANCE = 0.5;

    /** The area under a ROC curve with its 95 % interval. */
    record Auc(String finding, int films, int positives, double value, double low, double high) {

        static Auc of(JsonNode metric) {
            return new Auc(
                    metric.path("label").asString(),
                    metric.path("cases").asInt(),
                    metric.path("positives").asInt(),
                    metric.path("value").asDouble(),
                    metric.path("low").asDouble(CHANCE),
                    metric.path("high").asDouble(CHANCE));
        }

        boolean chance() {
            return low <= CHANCE && high >= CHANCE;
        }

        String text() {
            return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)%s", value, low, high, chance() ? " chance" : "");
        }
    }

    static DemoEvaluation run(DemoRun run, DemoPairs pairs, DemoTraining training)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String checkpoint = training.checkpoint();
        DemoPairs heldOut = DemoPairs.heldOut(run, HELD_OUT);
        List<Auc> zeroShot = evaluated(run, zeroShot(checkpoint, heldOut.id()));
        List<Auc> linear = evaluated(run, linear(checkpoint, pairs.id(), run.seed()));
        return new DemoEvaluation(zeroShot, linear, DemoRun.secondsSince(begin));
    }

    private static List<Auc> evaluated(DemoRun run, Map<String, Object> request)
            throws IOException, InterruptedException {
        JsonNode job = run.await(run.api().post("/v1/evaluations", request));
        return run.api()
                .get("/v1/evaluations/" + job.path("id").asString())
                .path("metrics")
                .valueStream()
                .filter(metric -> metric.path("name").asString().equals("auc")
                        && metric.path("subset").asString().equals("all"))
                .map(Auc::of)
                .toList();
    }

    private static Map<String, Object> request(
            String task, String checkpoint, String dataset, Map<String, Object> question) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("task", task);
        request.put("model", Map.of("checkpoint", checkpoint));
        request.put("dataset", dataset);
        request.put("question", question);
        return request;
    }

    private static Map<String, Object> classes() {
        Map<String, Object> classes = new LinkedHashMap<>();
        classes.put("id", "demo");
        classes.put("version", "1");
        classes.put("source", "the demo's findings");
        classes.put("exclusive", false);
        classes.put(
                "findings",
                FINDINGS.stream()
                        .map(finding -> Map.of("label", finding, "phrase", finding.toLowerCase(Locale.ROOT)))
                        .toList());
        return classes;
    }

    /** On all films of a dataset that nothing was chosen on. The demo's reports never deny a finding, so no prompt does. */
    private static Map<String, Object> zeroShot(String checkpoint, String dataset) {
        Map<String, Object> question = Map.of("ownClasses", classes(), "prompts", "presence");
        Map<String, Object> request = request("zero-shot-classification", checkpoint, dataset, question);
        request.put("protocol", Map.of("test", List.of("train", "validate", "test"), "validation", List.of()));
        return request;
    }

    private static Map<String, Object> linear(String checkpoint, String dataset, long seed) {
        Map<String, Object> question = Map.of("ownClasses", classes());
        Map<String, Object> request = request("linear-classification", checkpoint, dataset, question);
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("preset", "mgca/corrected");
        training.put("seeds", List.of(seed));
        // The preset's rate is meant for a hundred times as many steps.
        training.put("overrides", Map.of("learningRate", 5e-3));
        request.put("training", training);
        return request;
    }

    void print(PrintStream out) {
        out.println();
        out.printf(
                "  AUC with 95 %% interval%31s%29s%n",
                "zero-shot, " + films(zeroShot), "linear probe, " + films(linear));
        for (Auc auc : zeroShot) {
            String beside = linear.stream()
                    .filter(each -> each.finding().equals(auc.finding()))
                    .findFirst()
                    .map(Auc::text)
                    .orElse("");
            out.printf("  %-25s %28s %28s%n", name(auc), auc.text(), beside);
        }
        out.println("                   chance: the interval holds 0.5");
    }

    private static String name(Auc auc) {
        return auc.finding().equals("macro") ? "mean" : auc.finding();
    }

    private static String films(List<Auc> all) {
        return all.stream().mapToInt(Auc::films).max().orElse(0) + " films";
    }

    /** What scripts read. */
    Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("zeroShot", zeroShot);
        line.put("linear", linear);
        line.put("seconds", seconds);
        return line;
    }
}
