package ai.medsyn.generator.images;

import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.BlockJob;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.jobs.WorkSize;
import java.io.IOException;
import java.util.List;

/**
 * One radiograph and its masks per candidate, from the candidate's prompt and seed. There are two kinds of it, because a kind belongs to one pool of workers and
 * has one pace: {@code images.draw} for what is built in, {@code images.diffuse} for registered models, which may need a GPU.
 */
final class DrawJob implements BlockJob<DrawSpec, List<DrawnImages.Drawn>> {

    static final String BUILT_IN = "images.draw";
    static final String REGISTERED = "images.diffuse";

    private final String kind;
    private final String pool;
    private final CandidateImages candidates;
    private final DrawnImages images;

    DrawJob(String kind, String pool, CandidateImages candidates, DrawnImages images) {
        this.kind = kind;
        this.pool = pool;
        this.candidates = candidates;
        this.images = images;
    }

    @Override
    public JobType<DrawSpec> type() {
        return new JobType<>(kind, DrawSpec.class, pool, "images");
    }

    @Override
    public WorkSize size(JobRun<DrawSpec> run) {
        return new WorkSize(run.spec().count(), candidates.generator(run.spec()).preferredBatch());
    }

    @Override
    public List<DrawnImages.Drawn> process(JobRun<DrawSpec> run, Block block) throws IOException {
        List<DrawnImages.Drawn> drawn = candidates.draw(run, block);
        if (drawn.stream().allMatch(each -> each.image().unusable().isPresent())) {
            images.requireHope(run.spec(), drawn);
        }
        return drawn;
    }

    @Override
    public void commit(JobRun<DrawSpec> run, Block block, List<DrawnImages.Drawn> output) {
        images.insert(run.spec(), candidates.generator(run.spec()).modelId(), output);
    }

    @Override
    public DrawnImages.Result conclude(JobRun<DrawSpec> run) {
        return images.result(run.spec());
    }
}
