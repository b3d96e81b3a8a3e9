package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Tries thresholds on measurements without writing anything. */
@Service
public class WhatIf {

    /** More would keep a request waiting for longer than people and proxies do. */
    static final int MAX_CANDIDATES = 50_000;

    private final CandidateStore candidates;
    private final MeasurementStore measurements;

    WhatIf(CandidateStore candidates, MeasurementStore measurements) {
        this.candidates = candidates;
        this.measurements = measurements;
    }

    /**
     * How all measured candidates of a corpus would turn out: exactly as a new dataset cut from it with these thresholds.
     *
     * @param counts what would be accepted and rejected
     * @param thresholds all of them, the initial ones included
     */
    public record Outcome(CurationCounts counts, Map<String, Double> thresholds) {}

    /**
     * Decides without writing.
     *
     * @param overrides thresholds that differ from the initial ones, by policy
     * @throws RequestRefused if the corpus is not the team's, has no measurements, has gaps in them, or too many of them
     * @throws ai.medsyn.filter.policies.InvalidThresholds if a threshold is unknown or out of its range
     */
    public Outcome decide(String team, UUID corpus, Map<String, ? extends @Nullable Number> overrides) {
        if (!candidates.owns(team, corpus)) {
            throw RequestRefused.notFound("corpus-unknown", "no corpus " + corpus);
        }
        Thresholds thresholds = Thresholds.initial(candidates.origin(corpus)).with(overrides);
        int count = measurements.count(corpus);
        if (count == 0 || count > MAX_CANDIDATES) {
            throw new RequestRefused(
                    HttpStatus.CONFLICT,
                    "corpus-not-triable",
                    "expected 1 to " + MAX_CANDIDATES + " measured candidates, found " + count
                            + (count == 0 ? "; measure them first" : "; cut a new version instead"));
        }
        Decider decider = new Decider(thresholds);
        Tally tally = new Tally();
        for (int from = 0; from < count; from += CurationDecideJob.BATCH) {
            int to = Math.min(from + CurationDecideJob.BATCH, count);
            decider.decide(read(corpus, from, to)).forEach(decision -> tally.add(decision.failed()));
        }
        return new Outcome(tally.outOf(count), thresholds.asMap());
    }

    private List<Measurement> read(UUID corpus, int from, int to) {
        try {
            return measurements.read(corpus, from, to);
        } catch (JobFailure gap) {
            throw RequestRefused.conflict(gap.code(), String.valueOf(gap.getMessage()));
        }
    }
}
