package ai.medsyn.vision.distributed;

import ai.medsyn.vision.tensor.Tensor;
import java.util.Collection;

/** A group of one: nothing to exchange. */
public final class SingleProcess implements ProcessGroup {

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public int world() {
        return 1;
    }

    @Override
    public Tensor gather(Tensor own) {
        return own;
    }

    @Override
    public void sum(Collection<Tensor> tensors) {}

    @Override
    public double fromFirst(double number) {
        return number;
    }

    @Override
    public void close() {}
}
