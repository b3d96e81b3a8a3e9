package ai.medsyn.training.runs;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.trainings.Checkpoints;
import ai.medsyn.vision.data.HeldOut;
import ai.medsyn.vision.data.Mixture;
import ai.medsyn.vision.data.PairSet;
import ai.medsyn.vision.data.PairSource;
import ai.medsyn.vision.data.ShardPreparation;
import ai.medsyn.vision.data.WordPieceTokenizer;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.Blueprint;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.training.LoopSettings;
import ai.medsyn.vision.training.Trainee;
import ai.medsyn.vision.training.TrainingData;
import ai.medsyn.vision.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes of a specification what the loop takes: data, model, settings, checkpoints. The same in every process of a run. */
@Component
class Workbench {

    private final TrainingSettings settings;
    private final TrainingSources sources;
    private final TextModels texts;
    private final StoredCheckpoints.Access checkpoints;

    Workbench(
            TrainingSettings settings,
            TrainingSources sources,
            TextModels texts,
            StoredCheckpoints.Access checkpoints) {
        this.settings = settings;
        this.sources = sources;
        this.texts = texts;
        this.checkpoints = checkpoints;
    }

    /** A run with all its parts, before its first step in this process. */
    record Setup(Trainee trainee, TrainingData data, LoopSettings loop, Blueprint blueprint) {}

    Setup setUp(TrainingSpec spec, String team, CoordinatorProgress progress) throws IOException {
        LibTorch.configure(settings.torchThreads());
        Blueprint blueprint = blueprint(spec);
        TrainingData data = data(spec, team, blueprint, progress);
        Trainee trainee = blueprint.trainee(spec.seed(), settings.torchDevice());
        if (spec.encoders().imageWeights() != null) {
            try (TensorScope scope = TensorScope.open()) {
                trainee.model()
                        .imageEncoder()
                        .load(blueprint
                                .image()
                                .own(
                                        Weights.read(texts.imageWeights(
                                                spec.encoders().imageWeights())),
                                        spec.recipe().cropSize()));
            }
        }
        return new Setup(
                trainee,
                data,
                blueprint.loop(spec.seed(), spec.budget(), settings.torchDevice(), settings.loaders()),
                blueprint);
    }

    private Blueprint blueprint(TrainingSpec spec) {
        Preset preset = Presets.get(spec.preset(), spec.variant());
        ImageArchitecture image = ImageArchitecture.of(spec.encoders().image()).orElseThrow();
        return new Blueprint(
                preset, spec.recipe(), image, texts.load(spec.encoders().text()));
    }

    private TrainingData data(TrainingSpec spec, String team, Blueprint blueprint, CoordinatorProgress progress)
            throws IOException {
        List<Mixture.Part> parts = new ArrayList<>();
        List<PairSet> heldOut = new ArrayList<>();
        try (WordPieceTokenizer tokenizer = blueprint.text().tokenizer()) {
            ShardPreparation preparation = new ShardPreparation(
                    spec.recipe().shards(blueprint.preset()),
                    tokenizer,
                    settings.directory().resolve("shards"));
            for (TrainingSpec.Source source : spec.datasets()) {
                PairSource train = sources.source(source.dataset(), spec.data().train(), team);
                parts.add(new Mixture.Part(prepare(preparation, train, progress), source.weight()));
                PairSource validate =
                        sources.source(source.dataset(), spec.data().validate(), team);
                if (validate.size() > 1) {
                    heldOut.add(prepare(preparation, validate, progress));
                }
            }
        }
        return new TrainingData(
                new Mixture(parts, spec.seed()),
                heldOut.isEmpty() ? null : new HeldOut(heldOut, spec.recipe().augmentation(blueprint.preset())),
                spec.recipe().augmentation(blueprint.preset()),
                blueprint.input());
    }

    private static PairSet prepare(ShardPreparation preparation, PairSource source, CoordinatorProgress progress)
            throws IOException {
        return preparation.prepare(source, done -> progress.checkpoint());
    }

    /** Checkpoints of a run, with a place for drafts that belongs to this launch alone. */
    StoredCheckpoints checkpoints(JobId run) throws IOException {
        Path all = Files.createDirectories(settings.directory().resolve("checkpoints"));
        return new StoredCheckpoints(run, Files.createTempDirectory(all, run + "-"), checkpoints);
    }

    TrainingSettings settings() {
        return settings;
    }

    /** Wires what checkpoints are kept with. */
    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    @org.springframework.boot.context.properties.EnableConfigurationProperties(TrainingSettings.class)
    static class Wiring {

        @org.springframework.context.annotation.Bean
        StoredCheckpoints.Access checkpointAccess(
                ArtifactStore artifacts,
                Checkpoints rows,
                LineageGraph lineage,
                TransactionTemplate transactions,
                Clock clock) {
            return new StoredCheckpoints.Access(artifacts, rows, lineage, transactions, clock);
        }
    }
}
