package ai.medsyn.vision.distributed;

import ai.medsyn.vision.tensor.Tensor;
import java.util.Collection;

/** The processes that train one model together. Every process makes the same calls in the same order. */
public interface ProcessGroup extends AutoCloseable {

    /** This process, from 0 to {@link #world()} - 1. */
    int rank();

    /** Number of processes. */
    int world();

    /**
     * The rows of all processes in the order of their ranks. Rows of other processes carry no graph.
     *
     * @param own [B, ...], of the same shape in every process
     * @return [world * B, ...]
     * @throws PeerLostException if a process does not take part
     */
    Tensor gather(Tensor own);

    /**
     * Adds tensors of all processes up, in place.
     *
     * @throws PeerLostException if a process does not take part
     */
    void sum(Collection<Tensor> tensors);

    /**
     * The number that rank 0 gave.
     *
     * @throws PeerLostException if a process does not take part
     */
    double fromFirst(double number);

    @Override
    void close();
}
