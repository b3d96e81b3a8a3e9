package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.trainings.Training;
import ai.medsyn.platform.trainings.Trainings;
import ai.medsyn.vision.presets.Preset;
import ai.medsyn.vision.presets.Presets;
import ai.medsyn.vision.training.ImageArchitecture;
import ai.medsyn.vision.training.Recipe;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Queues runs. */
@Service
public class TrainingOrders {

    private final TrainingPlans plans;
    private final Forecasts forecasts;
    private final Jobs jobs;
    private final Trainings trainings;
    private final JsonMapper json;

    TrainingOrders(TrainingPlans plans, Forecasts forecasts, Jobs jobs, Trainings trainings, JsonMapper json) {
        this.plans = plans;
        this.forecasts = forecasts;
        this.jobs = jobs;
        this.trainings = trainings;
        this.json = json;
    }

    /**
     * What a run would be, without queueing it.
     *
     * @throws ai.medsyn.platform.http.RequestRefused 400 {@code validation-failed} with every violation
     */
    public Forecasts.Forecast forecast(TrainingWish wish, String team) {
        return forecasts.of(plans.plan(wish, team), team);
    }

    /** Whoever wants a job: completes a submission with team, idempotency key and parent. */
    @FunctionalInterface
    public interface Submitter {
        JobSubmission submission(String kind, Object spec);
    }

    /**
     * Queues a run.
     *
     * @throws ai.medsyn.platform.http.RequestRefused 400 {@code validation-failed} with every violation
     */
    @Transactional
    public Jobs.Submitted order(TrainingWish wish, String team, Submitter submitter) {
        TrainingSpec spec = plans.plan(wish, team);
        Jobs.Submitted submitted = jobs.submit(submitter.submission(TrainingJob.KIND, spec));
        if (submitted.created()) {
            trainings.add(
                    new Training(
                            submitted.job().id().value(),
                            team,
                            spec.name(),
                            TrainingPlans.id(Presets.get(spec.preset(), spec.variant())),
                            spec.seed(),
                            json.writeValueAsString(spec),
                            spec.datasets().stream()
                                    .map(source -> new Training.Source(source.dataset(), source.weight()))
                                    .toList(),
                            submitted.job().times().submitted()),
                    forecasts.contentKey(spec, team));
        }
        return submitted;
    }

    /** All presets with their settings, and the encoders that there are. */
    public Map<String, Object> presets() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", Presets.all().stream().map(TrainingOrders::card).toList());
        answer.put(
                "imageEncoders",
                Arrays.stream(ImageArchitecture.values())
                        .map(ImageArchitecture::id)
                        .toList());
        answer.put("textEncoders", TextModels.BUILT_IN);
        return answer;
    }

    private static Map<String, Object> card(Preset preset) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("id", TrainingPlans.id(preset));
        card.put("source", preset.id().source());
        card.put("epochs", preset.budget().epochs());
        card.put("overrides", Recipe.of(preset));
        return card;
    }
}
