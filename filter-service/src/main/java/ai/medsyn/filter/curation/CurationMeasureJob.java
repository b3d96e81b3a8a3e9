package ai.medsyn.filter.curation;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.BlockJob;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.jobs.WorkSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Measures candidates, block by block. */
@Component
class CurationMeasureJob implements BlockJob<CurationMeasurement, List<Measurement>> {

    static final String KIND = "curation.measure";

    /** Pixels of a block, half a second of decoding: often enough for progress, seldom enough for commits to be free. */
    private static final long BLOCK_PIXELS = 64L * 512 * 512;

    private static final int LARGEST_BLOCK = 512;

    private final CandidateStore candidates;
    private final MeasurementStore measurements;
    private final ArtifactStore artifacts;
    private final CandidateMeasurer measurer;

    CurationMeasureJob(
            CandidateStore candidates,
            MeasurementStore measurements,
            ArtifactStore artifacts,
            CandidateMeasurer measurer) {
        this.candidates = candidates;
        this.measurements = measurements;
        this.artifacts = artifacts;
        this.measurer = measurer;
    }

    @Override
    public JobType<CurationMeasurement> type() {
        return new JobType<>(KIND, CurationMeasurement.class, "cpu", "candidates");
    }

    @Override
    public WorkSize size(JobRun<CurationMeasurement> run) {
        UUID corpus = run.spec().corpus();
        if (!candidates.owns(run.team(), corpus)) {
            throw new JobFailure("corpus-unknown", "expected a corpus of team " + run.team() + ", found no " + corpus);
        }
        long pixels = (long) run.spec().imageSize() * run.spec().imageSize();
        return new WorkSize(run.spec().count(), (int) Math.max(1, Math.min(LARGEST_BLOCK, BLOCK_PIXELS / pixels)));
    }

    @Override
    public List<Measurement> process(JobRun<CurationMeasurement> run, Block block) throws IOException {
        CurationMeasurement spec = run.spec();
        int from = Math.toIntExact(spec.from() + block.from());
        List<Measurement> measured = new ArrayList<>(block.size());
        for (Candidate candidate : candidates.read(spec.corpus(), from, from + block.size())) {
            // A store that has lost an image is a failure of the job, not a defect of the candidate.
            byte[] image = artifacts.read(candidate.image());
            measured.add(measurer.measure(candidate, image, spec.imageSize()));
        }
        return measured;
    }

    @Override
    public void commit(JobRun<CurationMeasurement> run, Block block, List<Measurement> output) {
        measurements.insert(run.spec().corpus(), output);
    }

    @Override
    public Object conclude(JobRun<CurationMeasurement> run) {
        return Map.of("measured", run.spec().count());
    }
}
