package ai.medsyn.training.runs;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.models.NewModel;
import ai.medsyn.platform.trainings.Checkpoint;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.vision.export.EncoderExport;
import ai.medsyn.vision.export.ExportReport;
import ai.medsyn.vision.export.ModelCard;
import ai.medsyn.vision.objectives.DualEncoder;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.CheckpointFiles;
import ai.medsyn.vision.weights.SafetensorsWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Hands a run's encoders out: one folder, registered three times, as the pair in ONNX that others evaluate and search with, and as the weights
 * of each encoder that another training may begin with.
 */
@Component
class ModelExports {

    private static final int LONGEST_NAME = 40;
    private static final String LICENCE = "as the data and initial weights that it was trained from";

    private final TrainingSettings settings;
    private final ModelRegistry registry;
    private final LineageGraph lineage;
    private final Checkpoints rows;
    private final Datasets datasets;

    ModelExports(
            TrainingSettings settings,
            ModelRegistry registry,
            LineageGraph lineage,
            Checkpoints rows,
            Datasets datasets) {
        this.settings = settings;
        this.registry = registry;
        this.lineage = lineage;
        this.rows = rows;
        this.datasets = datasets;
    }

    /**
     * Exports the encoders of the best checkpoint, or of the last one if the run does not validate. The model is left with its weights, in main
     * memory.
     *
     * @return model ids: {@code pair} in ONNX, {@code image} and {@code text} in safetensors; empty where this process has no place for exports
     * @throws ai.medsyn.vision.export.ExportMismatchException if ONNX Runtime does not compute what LibTorch does
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
        DualEncoder model = setup.trainee().model();
        try (TensorScope scope = TensorScope.open()) {
            setup.trainee()
                    .load(SafetensorsWeights.read(checkpoints.fetch(chosen).resolve(CheckpointFiles.MODEL)));
            model.to(Device.CPU);
        }
        String id = id(run);
        ExportReport report =
                EncoderExport.write(model, setup.blueprint().exportedInput(), root.resolve(id), card(id, run, chosen));
        return register(id, run, chosen, report);
    }

    private static String id(JobRun<TrainingSpec> run) {
        String name = run.spec().name().toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-"
                + run.id().toString().substring(0, 8);
    }

    private Map<String, String> register(
            String id, JobRun<TrainingSpec> run, Checkpoint checkpoint, ExportReport report) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("training", run.id().toString());
        origin.put("checkpoint", checkpoint.id().toString());
        Map<String, Object> verified = new LinkedHashMap<>(origin);
        verified.put("imageDifference", report.imageDifference());
        verified.put("textDifference", report.textDifference());
        String version = checkpoint.weights().hex().substring(0, 16);
        String location = TrainingSettings.ROOT + "/" + id;
        Map<String, NewModel> models = new LinkedHashMap<>();
        models.put(
                "pair",
                new NewModel(id, ModelKind.IMAGE_ENCODER, ModelFormat.ONNX, version, location, LICENCE, verified));
        models.put(
                "image",
                new NewModel(
                        id + "-image",
                        ModelKind.IMAGE_ENCODER,
                        ModelFormat.SAFETENSORS,
                        version,
                        location + "/" + EncoderExport.IMAGE_FOLDER,
                        LICENCE,
                        origin));
        models.put(
                "text",
                new NewModel(
                        id + "-text",
                        ModelKind.TEXT_ENCODER,
                        ModelFormat.SAFETENSORS,
                        version,
                        location + "/" + EncoderExport.TEXT_FOLDER,
                        LICENCE,
                        origin));
        Map<String, String> ids = new LinkedHashMap<>();
        models.forEach((kind, model) -> {
            registry.register(model);
            lineage.output(run.id(), LineageNode.model(model.id()));
            ids.put(kind, model.id());
        });
        return ids;
    }

    private ModelCard card(String id, JobRun<TrainingSpec> run, Checkpoint checkpoint) {
        TrainingSpec spec = run.spec();
        Map<String, String> trainedOn = new LinkedHashMap<>();
        for (TrainingSpec.Source source : spec.datasets()) {
            Dataset dataset = datasets.require(new DatasetId(source.dataset()), run.team());
            trainedOn.put(
                    source.dataset() + " (" + dataset.origin() + ", weight " + source.weight() + ")",
                    dataset.manifestDigest().map(Sha256::hex).orElse(""));
        }
        Map<String, String> made = new LinkedHashMap<>();
        made.put("training", run.id().toString());
        made.put("checkpoint", checkpoint.id() + ", after " + checkpoint.step() + " steps");
        made.put("weights", checkpoint.weights().hex());
        made.put("image encoder", spec.encoders().image());
        made.put("text encoder", spec.encoders().text());
        made.put("batch", Integer.toString(spec.recipe().batchSize()));
        made.put("learning rate", Double.toString(spec.recipe().learningRate()));
        made.put("seed", Long.toString(spec.seed()));
        Map<String, Double> measured = new LinkedHashMap<>();
        if (checkpoint.validationLoss() != null) {
            measured.put("loss", checkpoint.validationLoss());
        }
        return new ModelCard(
                id, TrainingPlans.id(Presets.get(spec.preset(), spec.variant())), trainedOn, made, measured);
    }
}
