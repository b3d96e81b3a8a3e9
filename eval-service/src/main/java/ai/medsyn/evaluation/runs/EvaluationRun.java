package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.Dataset;
import java.util.List;

/**
 * What a task works on.
 *
 * @param films all of the dataset
 * @param progress counted in films; stops the run where the job was cancelled
 */
public record EvaluationRun(
        JobRun<EvaluationSpec> job, Dataset dataset, List<LabelledFilm> films, CoordinatorProgress progress) {

    public EvaluationSpec spec() {
        return job.spec();
    }

    public String team() {
        return job.team();
    }
}
