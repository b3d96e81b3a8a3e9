package ai.medsyn.vision.training;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** A checkpoint could not be written, most often because a disk is full. Earlier checkpoints are as they were. */
public final class CheckpointFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    CheckpointFailedException(int step, String lastGood, IOException cause) {
        super(
                "the checkpoint of step " + step + " could not be written (" + reason(cause) + "); " + lastGood
                        + ". Make room, then go on from there",
                cause);
    }

    /** Without the path that some messages begin with: it means nothing to who asked for the run. */
    private static String reason(IOException cause) {
        return cause instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(cause.getMessage());
    }
}
