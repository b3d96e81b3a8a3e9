package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.vision.data.CorruptSampleException;
import ai.medsyn.vision.data.EmptySourceException;
import ai.medsyn.vision.export.ExportMismatchException;
import ai.medsyn.vision.layers.WeightMismatchException;
import ai.medsyn.vision.training.CheckpointFailedException;
import ai.medsyn.vision.training.TrainingDivergedException;
import java.util.concurrent.Callable;

/** What a run can meet that trying again does not help, in the words of its job. Everything else passes as it is. */
final class RunFailures {

    private RunFailures() {}

    static <T> T explaining(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (CorruptSampleException e) {
            throw failure("sample-corrupt", e);
        } catch (EmptySourceException e) {
            throw failure("dataset-empty", e);
        } catch (CheckpointFailedException e) {
            throw failure("checkpoint-failed", e);
        } catch (WeightMismatchException e) {
            throw failure("weights-mismatch", e);
        } catch (TrainingDivergedException e) {
            throw failure(
                    e.kind() == TrainingDivergedException.Kind.COLLAPSED ? "embeddings-collapsed" : "loss-not-finite",
                    e);
        } catch (ExportMismatchException e) {
            throw failure("export-differs", e);
        } catch (IllegalArgumentException e) {
            throw failure("training-infeasible", e);
        }
    }

    private static JobFailure failure(String code, Exception cause) {
        return new JobFailure(code, String.valueOf(cause.getMessage()), cause);
    }
}
