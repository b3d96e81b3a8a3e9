package ai.medsyn.evaluation.probes;

import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.optimizers.Adam;
import ai.medsyn.vision.optimizers.Optimizer;
import ai.medsyn.vision.optimizers.ParameterGroup;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.Learner;
import ai.medsyn.vision.training.TrainingObserver.ValidationReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/** A head that learns from films in an order that follows from its seed; the last ones of an epoch that fill no batch are left out. */
abstract class HeadLearner implements Learner {

    private static final String HEAD = "head.";

    private final Layer head;
    private final Optimizer optimizer;
    private final long seed;
    private final Size size;

    /**
     * How much there is to learn from.
     *
     * @param films to learn from, at least 2
     * @param heldOut films to be measured on; 0 for none
     * @param batch films per step
     */
    record Size(int films, int heldOut, int batch) {}

    /**
     * Films of one step.
     *
     * @param epoch from 0
     * @param films indices
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Batch(long epoch, int[] films) {}

    HeadLearner(Layer head, double weightDecay, long seed, Size size) {
        this.head = head;
        this.optimizer = Adam.adamW(List.of(ParameterGroup.of(head.parameters(), weightDecay)), 0.9, 0.999);
        this.seed = seed;
        this.size = size;
    }

    /** The loss of a batch, with a graph to the head. */
    abstract LossTerms loss(Batch batch) throws IOException;

    /** What should fall on the films that are held out, by the head in evaluation mode. */
    abstract double heldOutLoss() throws IOException;

    /** State outside of the head that learning changes, by name; empty where there is none. */
    Map<String, Tensor> surroundings() {
        return Map.of();
    }

    final long seed() {
        return seed;
    }

    @Override
    public final Map<String, Tensor> weights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        head.state().forEach((name, tensor) -> weights.put(HEAD + name, tensor));
        weights.putAll(surroundings());
        return weights;
    }

    @Override
    public final void load(Map<String, Tensor> weights) {
        Map<String, Tensor> ofHead = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> {
            if (name.startsWith(HEAD)) {
                ofHead.put(name.substring(HEAD.length()), tensor);
            }
        });
        head.load(ofHead);
        try (NoGradient off = NoGradient.on()) {
            surroundings().forEach((name, own) -> {
                Tensor given = weights.get(name);
                if (given != null) {
                    own.copyInPlace(given);
                }
            });
        }
    }

    @Override
    public final Optimizer optimizer() {
        return optimizer;
    }

    @Override
    public final Collection<Tensor> parameters() {
        return head.parameters().values();
    }

    @Override
    public void train(boolean on) {
        head.train(on);
    }

    @Override
    public final int stepsPerEpoch() {
        return size.films() / size.batch();
    }

    @Override
    public final Lessons lessons(long first) {
        return new Lessons() {
            private long next = first;

            @Override
            public Lesson next() throws IOException {
                return new Lesson(loss(batch(next++)), false);
            }

            @Override
            public long takeWaitedNanos() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    private Batch batch(long number) {
        long epoch = number / stepsPerEpoch();
        int from = (int) (number % stepsPerEpoch()) * size.batch();
        int[] order = Subset.shuffled(
                size.films(),
                RandomGeneratorFactory.of("L64X128MixRandom").create(Seeds.derive(seed, "order", epoch, 0)));
        return new Batch(epoch, Arrays.copyOfRange(order, from, from + size.batch()));
    }

    @Override
    public final boolean validates() {
        return size.heldOut() > 0;
    }

    @Override
    public final ValidationReport validate(int step, int epoch) throws IOException {
        train(false);
        try (NoGradient inference = NoGradient.on();
                TensorScope scope = TensorScope.open()) {
            return new ValidationReport(step, epoch, heldOutLoss(), size.heldOut());
        } finally {
            train(true);
        }
    }
}
