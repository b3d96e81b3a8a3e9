package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The job {@code evaluation.run}: one question, one model, one dataset. */
@Component
class EvaluationJob implements CoordinatorJob<EvaluationSpec> {

    static final String KIND = "evaluation.run";

    private final Datasets datasets;
    private final LabelledFilms films;
    private final EvaluationTasks tasks;
    private final EvaluationRecords records;
    private final String pool;

    /** @param pool workers that run evaluations; those with a GPU have a pool of their own */
    EvaluationJob(
            Datasets datasets,
            LabelledFilms films,
            EvaluationTasks tasks,
            EvaluationRecords records,
            @Value("${medsyn.evaluation.pool:cpu}") String pool) {
        this.datasets = datasets;
        this.films = films;
        this.tasks = tasks;
        this.records = records;
        this.pool = pool;
    }

    @Override
    public JobType<EvaluationSpec> type() {
        return new JobType<>(KIND, EvaluationSpec.class, pool, "films");
    }

    @Override
    public EvaluationRecords.Summary run(JobRun<EvaluationSpec> job, CoordinatorProgress progress) throws IOException {
        Dataset dataset = datasets.require(new DatasetId(job.spec().dataset()), job.team());
        EvaluationTask task = tasks.require(job.spec().task());
        EvaluationRun run = new EvaluationRun(job, dataset, films.of(dataset), progress);
        try {
            Answer answer = task.run(run);
            return records.keep(run, task.question(job.spec()), answer);
        } catch (InvalidModelException | Vectors.UnusableEmbedding e) {
            throw new JobFailure("model-unusable", String.valueOf(e.getMessage()), e);
        }
    }
}
