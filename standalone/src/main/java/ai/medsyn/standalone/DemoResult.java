package ai.medsyn.standalone;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a demo shows at its end.
 *
 * @param generated candidates made for it, accepted or not
 * @param rejected candidates by the reason of their first rejection
 * @param dataset folder of the sealed dataset
 * @param contactSheet PNG of its images with their impressions
 * @param seconds from the request to the sealed dataset
 */
record DemoResult(
        int requested,
        int generated,
        int accepted,
        Map<String, Integer> rejected,
        Path dataset,
        String manifestDigest,
        Path contactSheet,
        double seconds) {

    static DemoResult of(JsonNode result, Installation installation, Path contactSheet, double seconds) {
        Map<String, Integer> rejected = new LinkedHashMap<>();
        result.path("rejected")
                .properties()
                .forEach(reason ->
                        rejected.put(reason.getKey(), reason.getValue().asInt()));
        return new DemoResult(
                result.path("requested").asInt(),
                result.path("generated").asInt(),
                result.path("accepted").asInt(),
                rejected,
                installation.artifacts().resolve(folder(result)),
                result.path("manifestDigest").asString(),
                contactSheet,
                seconds);
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
        out.println("  folder           " + dataset);
        out.println("  contact sheet    " + contactSheet);
        out.println("  requested        " + requested);
        out.println("  generated        " + generated);
        out.println("  rejected         " + reasons);
        out.println("  accepted         " + accepted);
        out.println("  manifest digest  " + manifestDigest);
    }

    /** One line; {@code training} is null if there was none. */
    String json(@Nullable Map<String, Object> training) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("requested", requested);
        line.put("generated", generated);
        line.put("accepted", accepted);
        line.put("rejected", rejected);
        line.put("dataset", dataset.toString());
        line.put("manifestDigest", manifestDigest);
        line.put("contactSheet", contactSheet.toString());
        line.put("seconds", seconds);
        line.put("training", training);
        return JsonMapper.shared().writeValueAsString(line);
    }
}
