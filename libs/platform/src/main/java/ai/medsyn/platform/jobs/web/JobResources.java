package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobForecast;
import ai.medsyn.platform.jobs.JobReader;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes resources of jobs. */
@Component
class JobResources {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    JobResources(JsonMapper json) {
        this.json = json;
    }

    JobResource of(JobReader.Seen seen) {
        Job job = seen.job();
        JobForecast forecast = seen.forecast();
        return new JobResource(
                job.id().value(),
                job.kind(),
                job.state(),
                job.progress(),
                forecast.ratePerSecond(),
                forecast.eta(),
                forecast.queuePosition(),
                job.attempts(),
                job.times().submitted(),
                job.times().started(),
                job.times().ended(),
                Objects.requireNonNull(object(job.spec())),
                object(job.result()),
                job.error(),
                job.parent(),
                job.team());
    }

    private @Nullable Map<String, Object> object(@Nullable String text) {
        return text == null ? null : json.readValue(text, OBJECT);
    }

    /** Everything that can change in the resource of one job; specification, result and error change only with the row's version. */
    static String version(JobReader.Seen seen) {
        Job job = seen.job();
        return Sha256.of(job.id() + " " + job.version() + " " + job.progress() + " " + seen.forecast())
                .hex()
                .substring(0, 32);
    }
}
