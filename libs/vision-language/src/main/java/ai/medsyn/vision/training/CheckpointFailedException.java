package ai.medsyn.vision.training;

import java.io.IOException;

/** A checkpoint could not be written, most often because a disk is full. Earlier checkpoints are as they were. */
public final class CheckpointFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    CheckpointFailedException(int step, String lastGood, IOException cause) {
        super(
                "the checkpoint of step " + step + " could not be written (" + cause.getMessage() + "); " + lastGood
                        + ". Make room, then go on from there",
                cause);
    }
}
