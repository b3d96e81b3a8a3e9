package ai.medsyn.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Pairs that a small model can learn from within minutes: eleven findings that show on a small film, two in each report, in words, places and degrees that
 * the seed draws. A balanced dataset of so few pairs has hardly any finding twice.
 *
 * @param id of the sealed dataset
 * @param count accepted pairs
 * @param seconds from the request to the sealed dataset
 */
record DemoPairs(String id, int count, String manifestDigest, double seconds) {

    private static final int PAIRS = 1000;
    private static final int SIDE = 256;
    private static final int FINDINGS_PER_REPORT = 2;

    private static final String BANK = "demo-findings";

    /** An entity bank: what reports state, as often as the third column says. */
    private static final String FINDINGS = """
            category,name,reports
            DISEASE,pleural effusion,30
            DISEASE,cardiomegaly,20
            DISEASE,pneumothorax,20
            ABNORMALITY,consolidation,18
            ABNORMALITY,mass,18
            ABNORMALITY,pacemaker,18
            DISEASE,pulmonary edema,15
            DISEASE,scoliosis,15
            ABNORMALITY,hemidiaphragm elevation,15
            DISEASE,emphysema,14
            ABNORMALITY,breast implants,12
            """;

    /** Pairs to train on. */
    static DemoPairs make(DemoRun run) throws IOException, InterruptedException {
        Path findings = Files.writeString(run.installation().root().resolve(BANK + ".csv"), FINDINGS);
        run.await(run.api().upload("/v1/entity-banks", BANK, findings));
        return build(run, "demo-training", PAIRS, run.seed());
    }

    /** Others of the same kind, with other films and other words; only numbers are taken from them. */
    static DemoPairs heldOut(DemoRun run, int count) throws IOException, InterruptedException {
        return build(run, "demo-held-out", count, run.seed() + 1);
    }

    private static DemoPairs build(DemoRun run, String name, int count, long seed)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Map<String, Object> sampling = new LinkedHashMap<>();
        sampling.put("clinical", FINDINGS_PER_REPORT);
        sampling.put("anatomy", 0);
        sampling.put("weighting", "NATURAL");
        sampling.put("entityBank", BANK);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", name);
        request.put("count", count);
        request.put("seed", seed);
        request.put("reports", Map.of("sampling", sampling));
        request.put("images", Map.of("size", SIDE));
        request.put("exports", List.of());
        JsonNode result = run.await(run.api().post("/v1/datasets", request)).path("result");
        return new DemoPairs(
                result.path("dataset").asString(),
                result.path("accepted").asInt(),
                result.path("manifestDigest").asString(),
                DemoRun.secondsSince(begin));
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n  to learn from    %d pairs of eleven findings in %.1f s%n", count, seconds);
        out.println("  manifest digest  " + manifestDigest);
    }

    /** What scripts read. */
    Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("pairs", count);
        line.put("manifestDigest", manifestDigest);
        line.put("seconds", seconds);
        return line;
    }
}
