package ai.medsyn.vision.optimizers;

import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019), as {@code torch.optim} computes them. They differ in the
 * weight decay only: Adam adds it to the gradient, AdamW shrinks the weights directly.
 */
public final class Adam implements Optimizer {
    private static final double EPSILON = 1e-8;

    /** How weights decay. */
    private enum Decay {
        INTO_GRADIENT,
        DECOUPLED
    }

    private record Moments(Tensor first, Tensor second, Tensor steps) {}

    private final List<ParameterGroup> groups;
    private final Decay decay;
    private final double beta1;
    private final double beta2;
    private final Map<String, Moments> moments = new LinkedHashMap<>();

    private Adam(List<ParameterGroup> groups, Decay decay, double beta1, double beta2) {
        this.groups = List.copyOf(groups);
        this.decay = decay;
        this.beta1 = beta1;
        this.beta2 = beta2;
        groups.forEach(group -> group.parameters().forEach(this::addMoments));
    }

    public static Adam adam(List<ParameterGroup> groups, double beta1, double beta2) {
        return new Adam(groups, Decay.INTO_GRADIENT, beta1, beta2);
    }

    public static Adam adamW(List<ParameterGroup> groups, double beta1, double beta2) {
        return new Adam(groups, Decay.DECOUPLED, beta1, beta2);
    }

    private void addMoments(String name, Tensor parameter) {
        Moments fresh = new Moments(
                zerosLike(parameter).keep(),
                zerosLike(parameter).keep(),
                Tensors.zeros().keep());
        if (moments.put(name, fresh) != null) {
            throw new IllegalArgumentException("Expected unique parameter names, but \"" + name + "\" is there twice");
        }
    }

    private static Tensor zerosLike(Tensor parameter) {
        return parameter.detach().copy().fillInPlace(0);
    }

    @Override
    public void step(double learningRate) {
        try (NoGradient off = NoGradient.on()) {
            for (ParameterGroup group : groups) {
                double rate = learningRate * group.learningRateFactor();
                group.parameters().forEach((name, parameter) -> {
                    try (TensorScope scope = TensorScope.open()) {
                        Tensor gradient = parameter.requiresGradient() ? parameter.gradient() : null;
                        if (gradient != null) {
                            update(parameter, gradient, moments(name), rate, group.weightDecay());
                        }
                    }
                });
            }
        }
    }

    /** theta -= rate * mHat / (sqrt(vHat) + epsilon) */
    private void update(Tensor parameter, Tensor rawGradient, Moments state, double rate, double weightDecay) {
        double t = state.steps().addInPlace(1).item();
        Tensor gradient = rawGradient;
        if (weightDecay != 0 && decay == Decay.INTO_GRADIENT) {
            gradient = rawGradient.plus(parameter.times(weightDecay));
        } else if (weightDecay != 0) {
            parameter.multiplyInPlace(1 - rate * weightDecay);
        }
        // m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2
        state.first().moveInPlace(gradient, 1 - beta1);
        state.second().multiplyInPlace(beta2).addProductInPlace(gradient, gradient, 1 - beta2);
        double firstCorrection = 1 - Math.pow(beta1, t);
        double secondCorrection = 1 - Math.pow(beta2, t);
        Tensor denominator = state.second()
                .sqrt()
                .multiplyInPlace(1 / Math.sqrt(secondCorrection))
                .addInPlace(EPSILON);
        parameter.addQuotientInPlace(state.first(), denominator, -rate / firstCorrection);
    }

    private Moments moments(String name) {
        Moments state = moments.get(name);
        if (state == null) {
            throw new IllegalStateException("Parameter \"" + name + "\" is in no group");
        }
        return state;
    }

    @Override
    public void clearGradients() {
        groups.forEach(group -> group.parameters().values().forEach(Tensor::clearGradient));
    }

    @Override
    public List<ParameterGroup> groups() {
        return groups;
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        moments.forEach((name, each) -> {
            state.put(name + ".exp_avg", each.first());
            state.put(name + ".exp_avg_sq", each.second());
            state.put(name + ".step", each.steps());
        });
        return state;
    }

    @Override
    public void load(Map<String, Tensor> saved) {
        Map<String, Tensor> own = state();
        if (!own.keySet().equals(saved.keySet())) {
            throw new IllegalArgumentException(
                    "Expected the optimiser state of " + own.keySet() + ", but found " + saved.keySet());
        }
        try (NoGradient off = NoGradient.on()) {
            own.forEach((name, tensor) -> tensor.copyInPlace(fitting(name, tensor, saved.get(name))));
        }
    }

    private static Tensor fitting(String name, Tensor own, @Nullable Tensor saved) {
        if (saved == null || !Arrays.equals(own.shape(), saved.shape())) {
            throw new IllegalArgumentException(
                    "Expected the optimiser state \"" + name + "\" as " + own + ", but found " + saved);
        }
        return saved;
    }
}
