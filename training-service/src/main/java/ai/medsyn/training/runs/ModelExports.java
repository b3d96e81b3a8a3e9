package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.models.NewModel;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.vision.encoders.Bert;
import ai.medsyn.vision.encoders.BertConfig;
import ai.medsyn.vision.layers.Layer;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.CheckpointFiles;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Hands a run's encoders out: safetensors under their public names with a configuration and a card, registered as models. */
@Component
class ModelExports {

    private static final int LONGEST_NAME = 40;
    private static final String LICENCE = "as the data and initial weights that it was trained from";

    private final TrainingSettings settings;
    private final ModelRegistry registry;
    private final LineageGraph lineage;
    private final Checkpoints rows;
    private final JsonMapper json;

    ModelExports(
            TrainingSettings settings,
            ModelRegistry registry,
            LineageGraph lineage,
            Checkpoints rows,
            JsonMapper json) {
        this.settings = settings;
        this.registry = registry;
        this.lineage = lineage;
        this.rows = rows;
        this.json = json;
    }

    /**
     * Exports the encoders of the best checkpoint, or of the last one if the run does not validate.
     *
     * @return model ids by {@code image} and {@code text}; empty where this process has no place for exports
     */
    Map<String, String> export(JobRun<TrainingSpec> run, Workbench.Setup setup, StoredCheckpoints checkpoints)
            throws IOException {
        Path root = settings.exports();
        if (root == null) {
            return Map.of();
        }
        Checkpoint chosen = rows.kept(run.id().value()).stream()
                .filter(Checkpoint::best)
                .findFirst()
                .or(() -> rows.last(run.id().value()))
                .orElseThrow();
        try (TensorScope scope = TensorScope.open()) {
            setup.trainee()
                    .load(SafetensorsWeights.read(checkpoints.fetch(chosen).resolve(CheckpointFiles.MODEL)));
        }
        Target target = new Target(root, run, chosen);
        Map<String, String> models = new LinkedHashMap<>();
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("architecture", setup.blueprint().image().id());
        image.put("imageSize", run.spec().recipe().cropSize());
        image.put("mean", setup.data().input().mean());
        image.put("deviation", setup.data().input().deviation());
        models.put(
                "image",
                export(
                        target,
                        ModelKind.IMAGE_ENCODER,
                        setup.trainee().model().imageEncoder(),
                        new Sidecar(image, null)));
        if (setup.trainee().model().textEncoder() instanceof Bert bert) {
            String id = export(
                    target,
                    ModelKind.TEXT_ENCODER,
                    bert,
                    new Sidecar(
                            config(bert.config()),
                            setup.blueprint().text().tokenizer().json()));
            models.put("text", id);
        }
        return models;
    }

    /** What is exported, and where to. */
    private record Target(Path root, JobRun<TrainingSpec> run, Checkpoint checkpoint) {}

    /** What lies beside the weights. */
    private record Sidecar(Map<String, Object> config, byte @Nullable [] tokenizer) {}

    private String export(Target target, ModelKind kind, Layer encoder, Sidecar sidecar) throws IOException {
        JobRun<TrainingSpec> run = target.run();
        Checkpoint checkpoint = target.checkpoint();
        String suffix = kind == ModelKind.IMAGE_ENCODER ? "image" : "text";
        String name = run.spec().name().toLowerCase(Locale.ROOT);
        String id = name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-"
                + run.id().toString().substring(0, 8) + "-" + suffix;
        Path directory = Files.createDirectories(target.root().resolve(id));
        try (TensorScope scope = TensorScope.open()) {
            SafetensorsWeights.write(directory.resolve("model.safetensors"), encoder.state(), Map.of("format", "pt"));
        }
        Files.writeString(directory.resolve("config.json"), json.writeValueAsString(sidecar.config()));
        if (sidecar.tokenizer() != null) {
            Files.write(directory.resolve("tokenizer.json"), sidecar.tokenizer());
        }
        Files.writeString(directory.resolve("README.md"), card(run, checkpoint, id, kind));
        registry.register(new NewModel(
                id,
                kind,
                ModelFormat.SAFETENSORS,
                checkpoint.weights().hex().substring(0, 16),
                TrainingSettings.ROOT + "/" + id,
                LICENCE,
                Map.of(
                        "training",
                        run.id().toString(),
                        "checkpoint",
                        checkpoint.id().toString())));
        lineage.output(run.id(), LineageNode.model(id));
        return id;
    }

    private static Map<String, Object> config(BertConfig bert) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "bert");
        config.put("hidden_act", "gelu");
        config.put("vocab_size", bert.sizes().vocabulary());
        config.put("hidden_size", bert.sizes().hidden());
        config.put("intermediate_size", bert.sizes().intermediate());
        config.put("max_position_embeddings", bert.sizes().positions());
        config.put("type_vocab_size", bert.sizes().types());
        config.put("num_hidden_layers", bert.layers());
        config.put("num_attention_heads", bert.heads());
        config.put("hidden_dropout_prob", bert.dropout());
        config.put("layer_norm_eps", bert.epsilon());
        return config;
    }

    private static String card(JobRun<TrainingSpec> run, Checkpoint checkpoint, String id, ModelKind kind) {
        TrainingSpec spec = run.spec();
        StringBuilder datasets = new StringBuilder();
        spec.datasets()
                .forEach(source -> datasets.append("- dataset `")
                        .append(source.dataset())
                        .append("`, weight ")
                        .append(source.weight())
                        .append('\n'));
        return """
                # %s

                %s encoder of training `%s`, checkpoint `%s` after %d steps, validation loss %s.

                Preset `%s` (%s), image encoder `%s`, text encoder `%s`, seed %d. Weights as `model.safetensors` under their public names.

                Trained on:

                %s
                Not a medical device: it was trained for research on representations, and on synthetic images if its datasets are synthetic.
                """.formatted(
                        id,
                        kind == ModelKind.IMAGE_ENCODER ? "Image" : "Text",
                        run.id(),
                        checkpoint.id(),
                        checkpoint.step(),
                        checkpoint.validationLoss() == null ? "not measured" : checkpoint.validationLoss(),
                        spec.preset(),
                        spec.variant(),
                        spec.encoders().image(),
                        spec.encoders().text(),
                        spec.seed(),
                        datasets);
    }
}
