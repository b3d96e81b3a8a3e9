package ai.medsyn.platform.jobs;

import ai.medsyn.platform.artifacts.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How specifications and results become JSON: keys in one order, so that equal requests have equal digests. */
@Component
class JobJson {

    private final JsonMapper mapper;

    JobJson(JsonMapper mapper) {
        this.mapper = mapper.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    @Nullable
    String write(@Nullable Object value) {
        return value == null ? null : mapper.writeValueAsString(value);
    }

    String digest(String kind, String spec) {
        return Sha256.of(kind + "\n" + spec).hex();
    }

    <S> JobRun<S> run(Job job, JobHandler<S> handler) {
        return new JobRun<>(
                job.id(), mapper.readValue(job.spec(), handler.type().specification()), job.team());
    }
}
