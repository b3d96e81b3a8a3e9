package ai.medsyn.vision.training;

import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.distributed.SharedSums;
import ai.medsyn.vision.layers.SharedBatch;
import ai.medsyn.vision.objectives.Embeddings;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The exchange between the processes of a run; see the package {@code distributed} for why it is exact. */
final class DataParallelism {

    private final ProcessGroup group;
    private final SharedSums sums;

    DataParallelism(ProcessGroup group) {
        this.group = group;
        this.sums = new SharedSums(group);
    }

    /** Lets layers see the whole batch until closed. */
    SharedBatch.Scope sharing() {
        return SharedBatch.during(group.world() == 1 ? null : sums);
    }

    /** To be called when a backward pass is over. */
    void forget() {
        sums.clear();
    }

    /** The embeddings of the global batch, of which only this process's rows carry a graph. */
    Embeddings gather(Embeddings own) {
        return group.world() == 1 ? own : own.map(group::gather);
    }

    /**
     * Completes the gradients. Each process holds the part of the encoders' gradients that flows through its own rows: they add up. The objective's
     * parameters see all rows in every process: adding them up counts them as often as there are processes.
     */
    void completeGradients(Trainee trainee) {
        if (group.world() == 1) {
            return;
        }
        List<Tensor> ofModel = gradients(trainee.model().parameters().values());
        List<Tensor> ofObjective = gradients(trainee.objective().parameters().values());
        group.sum(ofModel);
        group.sum(ofObjective);
        try (NoGradient off = NoGradient.on()) {
            ofObjective.forEach(gradient -> gradient.multiplyInPlace(1.0 / group.world()));
        }
    }

    private static List<Tensor> gradients(Collection<Tensor> parameters) {
        return parameters.stream()
                .filter(Tensor::requiresGradient)
                .map(Tensor::gradient)
                .filter(Objects::nonNull)
                .toList();
    }
}
