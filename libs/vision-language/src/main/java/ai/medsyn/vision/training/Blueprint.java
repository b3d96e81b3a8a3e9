package ai.medsyn.vision.training;

import ai.medsyn.vision.data.WordPieceTokenizer;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.ImageEncoder;
import ai.medsyn.vision.export.EncoderInput;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.objectives.Objective;
import ai.medsyn.vision.optimizers.Adam;
import ai.medsyn.vision.optimizers.ParameterGroup;
import ai.medsyn.vision.presets.ModelSettings;
import ai.medsyn.vision.presets.Optimization;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is built: a method with two encoders. A checkpoint is loaded into what its blueprint builds.
 *
 * @param preset method and its settings
 * @param recipe the preset's numbers, or others
 * @param image architecture of the image encoder
 * @param text encoder and tokenizer of texts
 */
public record Blueprint(Preset preset, Recipe recipe, ImageArchitecture image, TextModel text) {

    /** Number of the stream of initial weights; steps have numbers from 0. */
    private static final long INITIAL_WEIGHTS = -1;

    /** The model with initial weights that follow from the seed. */
    public DualEncoder model(long seed) throws IOException {
        ModelSettings settings = preset.method().model();
        // LibTorch has one generator per process: whoever else draws must do so before or after.
        synchronized (LibTorch.class) {
            LibTorch.seed(seed, INITIAL_WEIGHTS);
            ImageEncoder encoder = image.build(recipe.cropSize());
            Bert texts = text.build(!recipe.freezeText(), settings.textLayers());
            DualEncoder model = settings.build(encoder, texts, recipe.enlargedSide(preset, encoder));
            if (recipe.freezeText()) {
                texts.setTrainable(false);
            }
            return model;
        }
    }

    /** Model, objective and optimiser at the beginning of a run. */
    public Trainee trainee(long seed, Device device) throws IOException {
        DualEncoder model = model(seed);
        Objective objective;
        synchronized (LibTorch.class) {
            LibTorch.seed(seed, INITIAL_WEIGHTS - 1);
            objective = preset.method().objective().build(model);
        }
        model.to(device);
        objective.to(device);
        return new Trainee(model, objective, optimizer(model, objective));
    }

    private Adam optimizer(DualEncoder model, Objective objective) {
        Map<String, Tensor> trained = new LinkedHashMap<>(model.parameters());
        objective.parameters().forEach((name, tensor) -> trained.put("objective." + name, tensor));
        trained.values().removeIf(parameter -> !parameter.requiresGradient());
        List<ParameterGroup> groups = List.of(ParameterGroup.of(trained, recipe.weightDecay()));
        Optimization.Algorithm algorithm = preset.optimization().algorithm();
        return switch (algorithm.kind()) {
            case ADAM -> Adam.adam(groups, algorithm.beta1(), algorithm.beta2());
            case ADAMW -> Adam.adamW(groups, algorithm.beta1(), algorithm.beta2());
        };
    }

    /** How batches become the model's tensors. */
    public ModelInput input() {
        // ConVIRT looks at whole texts, which may be padded as little as possible; the others at every word position.
        boolean words = !(preset.method().model() instanceof ModelSettings.PlainConvirt)
                && !(preset.method().model() instanceof ModelSettings.NormalizedConvirt);
        return new ModelInput(mean(), deviation(), words ? recipe.maxTokens() : 0);
    }

    /** ConVIRT-pytorch normalises as torchvision does, GLoRIA and MGCA (which keep the aspect) to [-1, 1]. */
    private List<Double> mean() {
        return preset.views().stored().keepAspect() ? List.of(0.5, 0.5, 0.5) : List.of(0.485, 0.456, 0.406);
    }

    private List<Double> deviation() {
        return preset.views().stored().keepAspect() ? List.of(0.5, 0.5, 0.5) : List.of(0.229, 0.224, 0.225);
    }

    /** What stands before the encoders, for those who use them without this library: the centre of a film in place of a random crop. */
    public EncoderInput exportedInput() throws IOException {
        try (WordPieceTokenizer tokenizer = text.tokenizer()) {
            return new EncoderInput(
                    image.id(),
                    new EncoderInput.Images(
                            recipe.imageSize(),
                            preset.views().stored().keepAspect(),
                            recipe.cropSize(),
                            mean(),
                            deviation()),
                    new EncoderInput.Texts(tokenizer.json(), recipe.maxTokens()));
        }
    }

    /** How the loop runs. */
    public LoopSettings loop(long seed, Budget budget, Device device, int loaders) {
        return new LoopSettings(
                seed,
                budget,
                new LoopSettings.Step(
                        recipe.batchSize(), recipe.accumulation(), recipe.optimization(preset), recipe.bfloat16()),
                new LoopSettings.Rhythm(
                        recipe.reportEvery(), recipe.validateEvery(), recipe.checkpointEvery(), recipe.patience()),
                device,
                loaders);
    }
}
