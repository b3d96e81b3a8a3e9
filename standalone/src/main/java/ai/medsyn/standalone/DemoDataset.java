package ai.medsyn.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The demo's dataset: eleven findings that show on a small film, two in each report, in words, places and degrees that the seed draws.
 *
 * @param id of the sealed dataset
 * @param generated candidates made for it, accepted or not
 * @param rejected candidates by the reason of their first rejection
 * @param folder of the sealed dataset
 * @param contactSheet PNG of its images with their impressions
 * @param seconds from the request to the sealed dataset
 */
record DemoDataset(
        String id,
        int requested,
        int generated,
        int accepted,
        Map<String, Integer> rejected,
        Path folder,
        String manifestDigest,
        Path contactSheet,
        double seconds) {

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

    static DemoDataset build(DemoRun run, int count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Path findings = Files.writeString(run.installation().root().resolve(BANK + ".csv"), FINDINGS);
        run.await(run.api().upload("/v1/entity-banks", BANK, findings));
        JsonNode result = run.await(run.api().post("/v1/datasets", request(count, run.seed())))
                .path("result");
        String id = result.path("dataset").asString();
        run.api().get("/v1/datasets/" + id + "/samples?limit=2");
        Path sheet = run.installation().root().resolve("contact-sheet-" + id + ".png");
        Files.write(sheet, run.api().download("/v1/datasets/" + id + "/contact-sheet", "contact-sheet.png"));
        Map<String, Integer> rejected = new LinkedHashMap<>();
        result.path("rejected")
                .properties()
                .forEach(reason ->
                        rejected.put(reason.getKey(), reason.getValue().asInt()));
        return new DemoDataset(
                id,
                result.path("requested").asInt(),
                result.path("generated").asInt(),
                result.path("accepted").asInt(),
                rejected,
                run.installation().artifacts().resolve(folder(result)),
                result.path("manifestDigest").asString(),
                sheet,
                DemoRun.secondsSince(begin));
    }

    /** A request for pairs of the same kind that only numbers are taken from. */
    static Map<String, Object> heldOut(int count, long seed) {
        Map<String, Object> request = request(count, seed);
        request.put("name", "demo-held-out");
        request.remove("exports");
        return request;
    }

    private static Map<String, Object> request(int count, long seed) {
        Map<String, Object> sampling = new LinkedHashMap<>();
        sampling.put("clinical", FINDINGS_PER_REPORT);
        sampling.put("anatomy", 0);
        sampling.put("weighting", "NATURAL");
        sampling.put("entityBank", BANK);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", "demo");
        request.put("count", count);
        request.put("seed", seed);
        request.put("reports", Map.of("sampling", sampling));
        request.put("images", Map.of("size", SIDE));
        request.put("exports", List.of("folder", "webdataset"));
        return request;
    }

    private static String folder(JsonNode result) {
        for (JsonNode export : result.path("exports")) {
            if (export.path("format").asString().equals("folder")) {
                return export.path("prefix").asString();
            }
        }
        throw CommandFailure.failed("expected an export of format folder in the job's result, found " + result);
    }

    void print(PrintStream out) {
        String reasons = rejected.isEmpty()
                ? "none"
                : rejected.entrySet().stream()
                        .map(reason -> reason.getKey() + " " + reason.getValue())
                        .collect(Collectors.joining(", "));
        out.printf("%nThe dataset is sealed after %.1f s%n", seconds);
        out.println("  folder           " + folder);
        out.println("  contact sheet    " + contactSheet);
        out.println("  requested        " + requested);
        out.println("  generated        " + generated);
        out.println("  rejected         " + reasons);
        out.println("  accepted         " + accepted);
        out.println("  manifest digest  " + manifestDigest);
    }

    /** What scripts read. */
    Map<String, Object> json() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("requested", requested);
        line.put("generated", generated);
        line.put("accepted", accepted);
        line.put("rejected", rejected);
        line.put("dataset", folder.toString());
        line.put("manifestDigest", manifestDigest);
        line.put("contactSheet", contactSheet.toString());
        line.put("seconds", seconds);
        return line;
    }
}
