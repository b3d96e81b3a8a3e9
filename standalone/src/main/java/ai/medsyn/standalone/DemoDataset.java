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
 * The demo's dataset, as a request that names nothing but a count and a seed makes it.
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

    static DemoDataset build(DemoRun run, int count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
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

    private static Map<String, Object> request(int count, long seed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", "demo");
        request.put("count", count);
        request.put("seed", seed);
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
