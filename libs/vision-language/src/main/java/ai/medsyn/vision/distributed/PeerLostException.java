package ai.medsyn.vision.distributed;

/** Another process of the group did not take part in an exchange: it died, stopped or hangs. What was computed since the last checkpoint is lost. */
public final class PeerLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PeerLostException(int rank, int world, Throwable cause) {
        super(
                "process " + rank + " of " + world
                        + " lost another one; all of them go on from the last checkpoint once they have met again",
                cause);
    }
}
