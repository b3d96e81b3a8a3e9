package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stages of a round, each a job of a service. */
@Component
class Stages {

    private final ServiceJobs services;
    private final JsonMapper json;

    Stages(ServiceJobs services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /** Texts for the round's candidates. */
    void write(Round round, CoordinatorProgress progress) throws InterruptedException {
        services.run(
                new ServiceJobs.Request(
                        "generator",
                        "/v1/report-jobs",
                        round.key("reports"),
                        Map.of(
                                "corpus", round.dataset().corpus().value(),
                                "dataset", round.dataset().id().value(),
                                "from", round.from(),
                                "count", round.count())),
                round.run(),
                job -> progress.report(round.from(), round.to(), "writing reports"));
    }

    /**
     * Images for the round's texts: the longest stage, so the build's progress is that of its images.
     *
     * @return what the generator warns of
     */
    List<String> draw(Round round, CoordinatorProgress progress) throws InterruptedException {
        Job drawn = services.run(
                new ServiceJobs.Request(
                        "generator",
                        "/v1/image-jobs",
                        round.key("images"),
                        Map.of(
                                "corpus",
                                round.dataset().corpus().value(),
                                "from",
                                round.from(),
                                "count",
                                round.count())),
                round.run(),
                job -> progress.report(round.from() + job.progress().done(), round.to(), drawing(job)));
        return json.readTree(String.valueOf(drawn.result()))
                .path("warnings")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String drawing(Job job) {
        String detail = job.progress().phase();
        return detail == null ? "drawing images" : "drawing images: " + detail;
    }

    /** Verdicts on the round's candidates. */
    Curated curate(Round round, CoordinatorProgress progress) throws InterruptedException {
        services.run(
                new ServiceJobs.Request(
                        "filter",
                        "/v1/curations",
                        round.key("measurements"),
                        Map.of(
                                "corpus", round.dataset().corpus().value(),
                                "from", round.from(),
                                "count", round.count(),
                                "imageSize",
                                        round.run().spec().corpus().images().size())),
                round.run(),
                job -> progress.report(round.to(), round.to(), "measuring quality"));
        Job decision = services.run(
                new ServiceJobs.Request(
                        "filter",
                        "/v1/decisions",
                        round.key("decisions"),
                        decision(
                                round.dataset().id().value(),
                                round.dataset().corpus().value(),
                                round.from(),
                                round.to(),
                                round.run().spec().thresholds())),
                round.run(),
                job -> progress.report(round.to(), round.to(), "deciding"));
        return curated(decision, round.to());
    }

    static Map<String, Object> decision(
            Object dataset, Object corpus, int from, int to, Map<String, Double> thresholds) {
        return Map.of("dataset", dataset, "corpus", corpus, "from", from, "to", to, "thresholds", thresholds);
    }

    /** Reads the counts of all rounds from the result of the last decision. */
    Curated curated(Job decision, int candidates) {
        JsonNode counts = json.readTree(String.valueOf(decision.result())).get("dataset");
        Map<String, Long> rejected = new LinkedHashMap<>();
        counts.get("rejectedBy")
                .properties()
                .forEach(reason ->
                        rejected.put(reason.getKey(), reason.getValue().asLong()));
        return new Curated(candidates, counts.get("accepted").asInt(), rejected, List.of());
    }
}
