package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.InvalidThresholds;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Decides one round of a dataset: in order, since a candidate is compared with the ones accepted before it. After a crash it goes on
 * behind the last verdict that was written; running it again when all is decided changes nothing and gives the same result.
 */
@Component
class CurationDecideJob implements CoordinatorJob<CurationDecision> {

    static final String KIND = "curation.decide";

    /** Candidates decided and committed together: a tenth of a second of work. */
    static final int BATCH = 2048;

    private final CandidateStore candidates;
    private final MeasurementStore measurements;
    private final VerdictStore verdicts;

    CurationDecideJob(CandidateStore candidates, MeasurementStore measurements, VerdictStore verdicts) {
        this.candidates = candidates;
        this.measurements = measurements;
        this.verdicts = verdicts;
    }

    /**
     * What a round gave.
     *
     * @param round the candidates of the round
     * @param dataset all candidates of the dataset so far: the round and those before it
     */
    record Result(CurationCounts round, CurationCounts dataset) {}

    @Override
    public JobType<CurationDecision> type() {
        return new JobType<>(KIND, CurationDecision.class, "cpu", "candidates");
    }

    @Override
    public Result run(JobRun<CurationDecision> run, CoordinatorProgress progress) {
        CurationDecision spec = run.spec();
        Thresholds thresholds = thresholds(spec);
        int start = start(run, thresholds);
        if (start < spec.to()) {
            decide(spec, start, thresholds, progress);
        }
        return new Result(
                verdicts.counts(spec.dataset(), spec.from(), spec.to()), verdicts.counts(spec.dataset(), 0, spec.to()));
    }

    private Thresholds thresholds(CurationDecision spec) {
        try {
            return Thresholds.initial(candidates.origin(spec.corpus())).with(spec.thresholds());
        } catch (InvalidThresholds invalid) {
            throw new JobFailure("thresholds-invalid", String.valueOf(invalid.getMessage()), invalid);
        }
    }

    /** The first ordinal of the round that is not decided yet. */
    private int start(JobRun<CurationDecision> run, Thresholds thresholds) {
        CurationDecision spec = run.spec();
        VerdictStore.Target target = verdicts.target(spec.dataset())
                .filter(found ->
                        found.team().equals(run.team()) && found.corpus().equals(spec.corpus()))
                .orElseThrow(() -> new JobFailure(
                        "dataset-unknown",
                        "expected a dataset of team " + run.team() + " cut from corpus " + spec.corpus() + ", found no "
                                + spec.dataset()));
        int decided = verdicts.decided(spec.dataset());
        if (decided < spec.from()) {
            throw new JobFailure(
                    "rounds-out-of-order",
                    "expected a round that begins at candidate " + decided + ", the first undecided one, found "
                            + spec.from()
                            + "; near-duplicates are judged against all earlier candidates: decide those first");
        }
        if (decided < spec.to() && !target.state().equals("BUILDING")) {
            throw new JobFailure(
                    "dataset-closed",
                    "expected a dataset that is being built, found " + spec.dataset() + " " + target.state()
                            + "; make a new version");
        }
        verdicts.fix(spec.dataset(), new JobId(target.job()), thresholds).ifPresent(changed -> {
            throw new JobFailure(
                    "thresholds-changed",
                    "expected the thresholds of the earlier rounds, found that " + changed
                            + "; make a new version to decide with other thresholds");
        });
        return Math.max(decided, spec.from());
    }

    private void decide(CurationDecision spec, int start, Thresholds thresholds, CoordinatorProgress progress) {
        Decider decider = new Decider(thresholds);
        verdicts.rememberAccepted(spec.dataset(), spec.corpus(), start, decider);
        int total = spec.to() - spec.from();
        try (WriteBehind writer = new WriteBehind()) {
            for (int from = start; from < spec.to(); from += BATCH) {
                progress.report(from - spec.from(), total, "deciding");
                List<Measurement> batch = measurements.read(spec.corpus(), from, Math.min(from + BATCH, spec.to()));
                List<Decision> decisions = decider.decide(batch);
                writer.write(() -> verdicts.insert(spec.dataset(), decisions));
            }
            writer.await();
        }
        progress.report(total, total, "counting");
    }
}
