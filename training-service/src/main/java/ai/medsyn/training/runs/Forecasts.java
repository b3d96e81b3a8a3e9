package ai.medsyn.training.runs;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.trainings.Trainings;
import ai.medsyn.vision.training.Budget;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says of a run before it begins how long it will be, and which runs come to the same weights. */
@Component
public class Forecasts {

    /** To be raised when the same specification no longer comes to the same weights. */
    private static final String FORMAT = "training-1";

    private final TrainingSources sources;
    private final Datasets datasets;
    private final ModelRegistry models;
    private final Trainings trainings;
    private final JsonMapper json;

    Forecasts(TrainingSources sources, Datasets datasets, ModelRegistry models, Trainings trainings, JsonMapper json) {
        this.sources = sources;
        this.datasets = datasets;
        this.models = models;
        this.trainings = trainings;
        this.json = json;
    }

    /**
     * What a run would be.
     *
     * @param contentKey equal for runs that come to the same weights
     * @param stepsPerEpoch optimiser steps through the mix once
     * @param steps of the whole run, unless it stops early
     * @param finished a run of the team with this content key that has ended well; null if there is none
     */
    public record Forecast(
            String contentKey,
            int stepsPerEpoch,
            long steps,
            @Nullable UUID finished) {}

    Forecast of(TrainingSpec spec, String team) {
        String key = contentKey(spec, team);
        long mix = 0;
        for (TrainingSpec.Source source : spec.datasets()) {
            mix += Math.max(1, Math.round(source.weight() * pairs(source, spec, team)));
        }
        int batch = spec.recipe().batchSize();
        int perEpoch = Math.toIntExact(Math.max(1, mix / batch));
        Budget budget = spec.budget();
        long steps = switch (budget.unit()) {
            case STEPS -> budget.amount();
            case EPOCHS -> (long) budget.amount() * perEpoch;
            case EQUAL_STEPS ->
                (long) budget.amount() * Math.max(1, pairs(spec.datasets().get(0), spec, team) / batch);
        };
        return new Forecast(key, perEpoch, steps, trainings.finished(team, key).orElse(null));
    }

    private int pairs(TrainingSpec.Source source, TrainingSpec spec, String team) {
        return sources.source(source.dataset(), spec.data().train(), team).size();
    }

    /** Everything that decides a run's weights, by content and not by name. */
    private record Decided(
            String format,
            List<Part> datasets,
            TrainingSpec.Data data,
            String preset,
            Object recipe,
            List<String> encoders,
            Budget budget,
            long seed,
            int processes) {

        private record Part(String manifestDigest, double weight) {}
    }

    /** Digest of all that decides the weights: manifest digests, weights, recipe, encoders with their files, budget, seed. */
    String contentKey(TrainingSpec spec, String team) {
        Decided decided = new Decided(
                FORMAT,
                spec.datasets().stream()
                        .map(source -> new Decided.Part(manifest(source.dataset(), team), source.weight()))
                        .toList(),
                spec.data(),
                spec.preset() + "/" + spec.variant(),
                spec.recipe(),
                List.of(
                        spec.encoders().image(),
                        files(spec.encoders().imageWeights(), ModelKind.IMAGE_ENCODER),
                        TextModels.BUILT_IN.contains(spec.encoders().text())
                                ? spec.encoders().text()
                                : files(spec.encoders().text(), ModelKind.TEXT_ENCODER)),
                spec.budget(),
                spec.seed(),
                spec.processes());
        return Sha256.of(json.writeValueAsString(decided)).hex();
    }

    private String manifest(UUID dataset, String team) {
        return datasets.require(new DatasetId(dataset), team)
                .manifestDigest()
                .orElseThrow()
                .hex();
    }

    private String files(@Nullable String model, ModelKind kind) {
        return model == null
                ? ""
                : json.writeValueAsString(models.require(model, kind).files());
    }
}
