package ai.medsyn.vision.distributed;

import ai.medsyn.vision.layers.SharedBatch;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;

/**
 * Sums over the processes of a group that gradients pass through. Backwards, what reaches the sum in one process is only that process's share of the
 * loss, so the shares are added up before they pass on: the derivative with respect to one process's part is that of the whole loss.
 */
public final class SharedSums implements SharedBatch {

    private final ProcessGroup group;
    /** Callbacks that LibTorch holds no reference to; they must outlive the backward pass. */
    private final List<TensorTensorHook> hooks = new ArrayList<>();

    /** @param group of which every process makes the same sums in the same order */
    public SharedSums(ProcessGroup group) {
        this.group = group;
    }

    @Override
    public int processes() {
        return group.world();
    }

    @Override
    public Tensor sum(Tensor own) {
        Tensor total;
        try (NoGradient off = NoGradient.on()) {
            total = own.detach().copy();
            group.sum(List.of(total));
        }
        if (!own.requiresGradient()) {
            return total;
        }
        Tensor sum = own.plus(total.minus(own.detach()));
        TensorTensorHook addShares = new AddShares();
        hooks.add(addShares);
        sum.toNative().register_hook(addShares);
        return sum;
    }

    /** Forgets what a backward pass needed that is over. */
    public void clear() {
        hooks.forEach(TensorTensorHook::close);
        hooks.clear();
    }

    /** Called in the order of the backward pass, which is the same in every process. */
    private final class AddShares extends TensorTensorHook {

        @Override
        public TensorBase call(TensorBase share) {
            try (NoGradient off = NoGradient.on()) {
                Tensor gradient =
                        Tensor.of(new org.bytedeco.pytorch.Tensor(share)).copy();
                group.sum(List.of(gradient));
                return gradient.toNative();
            }
        }
    }
}
