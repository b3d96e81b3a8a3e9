package ai.medsyn.generator.reports;

import ai.medsyn.generator.reports.entities.SamplingExhaustedException;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.BlockJob;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.jobs.WorkSize;
import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Datasets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The job {@code reports.write}: one text per candidate, written from its entities or taken from a report set. */
@Component
class WriteJob implements BlockJob<WriteSpec, List<CandidateText>> {

    private static final int BLOCK = 250;
    /** Calls of an endpoint take seconds each: a block is a few rounds of as many as it answers at once. */
    private static final int ROUNDS = 4;

    private final Datasets datasets;
    private final RoundPlans plans;
    private final CandidateTexts texts;
    private final RealReports realReports;
    private final TextRows rows;

    WriteJob(Datasets datasets, RoundPlans plans, CandidateTexts texts, RealReports realReports, TextRows rows) {
        this.datasets = datasets;
        this.plans = plans;
        this.texts = texts;
        this.realReports = realReports;
        this.rows = rows;
    }

    @Override
    public JobType<WriteSpec> type() {
        return new JobType<>("reports.write", WriteSpec.class, "cpu", "reports");
    }

    @Override
    public WorkSize size(JobRun<WriteSpec> run) {
        CorpusSpec spec =
                datasets.spec(datasets.requireCorpus(new CorpusId(run.spec().corpus())));
        int together = spec.sampled() == null
                ? 1
                : texts.writer(spec.sampled().writer()).concurrency();
        return new WorkSize(run.spec().count(), together == 1 ? BLOCK : Math.min(BLOCK, ROUNDS * together));
    }

    @Override
    public List<CandidateText> process(JobRun<WriteSpec> run, Block block) throws InterruptedException {
        Corpus corpus = datasets.requireCorpus(new CorpusId(run.spec().corpus()));
        CorpusSpec spec = datasets.spec(corpus);
        int from = run.spec().from() + (int) block.from();
        if (spec.sampled() == null) {
            return realReports.texts(Objects.requireNonNull(spec.reportSet()), corpus.seed(), from, block.size());
        }
        SamplingPlan plan = plan(run.spec(), corpus, spec.sampled());
        return texts.write(
                spec.sampled().writer(), corpus.seed(), IntStream.range(from, from + block.size()), plan::entities);
    }

    private SamplingPlan plan(WriteSpec round, Corpus corpus, CorpusSpec.SampledReports sampled) {
        try {
            return plans.of(round, corpus.seed(), sampled);
        } catch (SamplingExhaustedException exhausted) {
            throw new JobFailure("sampling-exhausted", String.valueOf(exhausted.getMessage()), exhausted);
        }
    }

    @Override
    public void commit(JobRun<WriteSpec> run, Block block, List<CandidateText> output) {
        rows.insert(run.spec().corpus(), output);
    }
}
