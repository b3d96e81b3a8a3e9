package ai.medsyn.gateway.trainings.web;

import ai.medsyn.platform.trainings.Training;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A training run as clients see it; its state and progress are those of its job. */
record TrainingResource(
        UUID id,
        UUID job,
        String name,
        String preset,
        long seed,
        List<Training.Source> datasets,
        Map<String, Object> spec,
        Instant createdAt) {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static TrainingResource of(Training training, JsonMapper json) {
        return new TrainingResource(
                training.id(),
                training.job().value(),
                training.name(),
                training.preset(),
                training.seed(),
                training.datasets(),
                json.readValue(training.specJson(), OBJECT),
                training.createdAt());
    }
}
