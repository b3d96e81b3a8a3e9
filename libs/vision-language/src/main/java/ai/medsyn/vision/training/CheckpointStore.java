package ai.medsyn.vision.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the checkpoints of one run lie. Implementations keep at least the best and the last one. */
public interface CheckpointStore {

    /**
     * What a checkpoint is about.
     *
     * @param step optimiser steps done
     * @param epoch full epochs done
     * @param validationLoss at this step, if the run validated here
     * @param best whether no earlier validation loss was lower
     */
    record Description(int step, int epoch, @Nullable Double validationLoss, boolean best) {}

    /** An empty directory to write a checkpoint's files into. */
    Path draft() throws IOException;

    /**
     * Makes the files of a draft the run's last checkpoint. It is whole or not there: when this fails, the checkpoints before are as they were.
     */
    void publish(Path draft, Description description) throws IOException;

    /** Removes a draft that will not be published. */
    void discard(Path draft) throws IOException;

    /** A directory with the files of the last checkpoint, or nothing at a run's beginning. */
    Optional<Path> last() throws IOException;
}
