package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.platform.security.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long runs take, by the team's last jobs and by the size of their work: trainings by the pixels that their steps look at, with the same image
 * encoder if there were any; evaluations by the films of their dataset, of the same task and the nearest fraction if there were any.
 */
@Component
class Paces {

    static final int LAST = 5;

    private static final String TRAININGS = """
            select avg(seconds / work)::float8 from (
              select extract(epoch from ended_at - started_at)::float8 as seconds,
                     (result->>'steps')::float8 * (spec->'recipe'->>'batchSize')::float8
                       * (spec->'recipe'->>'cropSize')::float8 ^ 2 as work
              from job
              where team = :team and kind = 'training.run' and state = 'SUCCEEDED' and (result->>'steps')::int > 0
                and spec->'encoders'->>'image' = coalesce(:like::text, spec->'encoders'->>'image')
              order by ended_at desc limit :last) latest
            """;

    private static final String EVALUATIONS = """
            select avg(seconds / films)::float8 from (
              select extract(epoch from j.ended_at - j.started_at)::float8 as seconds, d.accepted as films
              from job j join dataset d on d.id = (j.spec->>'dataset')::uuid
              where j.team = :team and j.kind = 'evaluation.run' and j.state = 'SUCCEEDED' and d.accepted > 0
                and j.spec->>'task' = coalesce(:like::text, j.spec->>'task')
              order by abs(coalesce((j.spec->'training'->>'fraction')::float8, 1) - :fraction), j.ended_at desc
              limit :last) latest
            """;

    private final JdbcClient jdbc;
    private final ServicePlans plans;

    Paces(JdbcClient jdbc, ServicePlans plans) {
        this.jdbc = jdbc;
        this.plans = plans;
    }

    /** Seconds of an optimiser step; nothing if the team has trained nothing yet. */
    @Transactional(readOnly = true)
    public OptionalDouble step(Method method, Caller caller) {
        double pixels = number(method, "batchSize", caller) * Math.pow(number(method, "cropSize", caller), 2);
        OptionalDouble pace = pace(TRAININGS, method.encoders().get("image"), Map.of("team", caller.team()));
        return pace.isEmpty() || !(pixels > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(pace.getAsDouble() * pixels);
    }

    /** What a method says, or else its preset; 0 if neither does. */
    private double number(Method method, String name, Caller caller) {
        return method.overrides().get(name) instanceof Number own
                ? own.doubleValue()
                : plans.preset(method.preset(), caller).path(name).asDouble(0);
    }

    /**
     * Seconds of an evaluation; nothing if the team has evaluated nothing yet.
     *
     * @param films of its dataset
     */
    @Transactional(readOnly = true)
    public OptionalDouble evaluation(Task task, @Nullable Double fraction, int films, Caller caller) {
        Map<String, Object> asked =
                Map.of("team", caller.team(), "fraction", Objects.requireNonNullElse(fraction, 1.0));
        OptionalDouble pace = pace(EVALUATIONS, task.evaluation().get("task"), asked);
        return pace.isEmpty() ? pace : OptionalDouble.of(pace.getAsDouble() * films);
    }

    /** Of the jobs that are like it, or else of any. */
    private OptionalDouble pace(String sql, @Nullable Object like, Map<String, Object> asked) {
        Double pace = like == null ? null : mean(sql, like, asked);
        Double any = pace == null ? mean(sql, null, asked) : pace;
        return any == null ? OptionalDouble.empty() : OptionalDouble.of(any);
    }

    private @Nullable Double mean(String sql, @Nullable Object like, Map<String, Object> asked) {
        return jdbc.sql(sql)
                .params(asked)
                .param("like", like)
                .param("last", LAST)
                .query(Double.class)
                .optional()
                .orElse(null);
    }

    /** Films of a dataset; none if there is no such dataset. */
    @Transactional(readOnly = true)
    public int films(UUID dataset) {
        return jdbc.sql("select accepted from dataset where id = ?")
                .param(dataset)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
