package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.Method;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.platform.security.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How long runs take, by the team's last jobs and by the size of their work.
 *
 * <p>A training takes the pace at which pairs were learnt, as it was measured within the last trainings, and what these took besides; those with
 * the same image encoder, if there are any. An evaluation takes what a line through the last evaluations says of so many films; those of the
 * same task at the nearest fraction, if there are any. Where their datasets were equally large there is no line, and the mean stands.
 */
@Component
class Paces {

    private static final int LAST = 5;
    /** A line needs more. */
    private static final int LAST_EVALUATIONS = 20;

    private static final String TRAININGS = """
            select avg(pair)::float8 as pair, avg(greatest(seconds - pairs * pair, 0))::float8 as besides from (
              select extract(epoch from j.ended_at - j.started_at)::float8 as seconds,
                     (j.result->>'steps')::float8 * (j.spec->'recipe'->>'batchSize')::float8 as pairs,
                     (select avg(1 / m.samples_per_second) from training_metric m
                      where m.training = j.id and m.phase = 'TRAIN' and m.samples_per_second > 0) as pair
              from job j
              where j.team = :team and j.kind = 'training.run' and j.state = 'SUCCEEDED'
                and j.spec->'encoders'->>'image' = coalesce(:like::text, j.spec->'encoders'->>'image')
              order by j.ended_at desc limit :last) latest
            where pair is not null
            """;

    private static final String EVALUATIONS = """
            select case when slope > 0 and base >= 0 then base + slope * :films
                        when slope > 0 then through_origin * :films
                        else mean end::float8
            from (
              select regr_slope(seconds, films) as slope, regr_intercept(seconds, films) as base,
                     sum(seconds * films) / sum(films * films) as through_origin, avg(seconds) as mean
              from (
                select *, min(off) over () as nearest from (
                  select extract(epoch from j.ended_at - j.started_at)::float8 as seconds, d.accepted::float8 as films,
                         abs(coalesce((j.spec->'training'->>'fraction')::float8, 1) - :fraction) as off
                  from job j join dataset d on d.id = (j.spec->>'dataset')::uuid
                  where j.team = :team and j.kind = 'evaluation.run' and j.state = 'SUCCEEDED' and d.accepted > 0
                    and j.spec->>'task' = coalesce(:like::text, j.spec->>'task')
                  order by off, j.ended_at desc limit :last) latest) alike
              where off = nearest) line
            """;

    private final JdbcClient jdbc;
    private final ServicePlans plans;

    Paces(JdbcClient jdbc, ServicePlans plans) {
        this.jdbc = jdbc;
        this.plans = plans;
    }

    /**
     * What trainings take.
     *
     * @param step seconds of an optimiser step
     * @param besides seconds of everything else: preparing data, writing checkpoints, exporting encoders
     */
    record Training(double step, double besides) {

        double seconds(long steps) {
            return besides + step * steps;
        }
    }

    /** What trainings by a method take; nothing if the team has trained nothing yet. */
    @Transactional(readOnly = true)
    public Optional<Training> training(Method method, Caller caller) {
        return alike(like -> measured(like, caller), method.encoders().get("image"))
                .map(pace -> new Training(pace.step() * batch(method, caller), pace.besides()));
    }

    private Optional<Training> measured(@Nullable Object like, Caller caller) {
        return jdbc.sql(TRAININGS)
                .params(Map.of("team", caller.team(), "last", LAST))
                .param("like", like)
                .query((row, number) -> new Training(row.getDouble("pair"), row.getDouble("besides")))
                .optional()
                .filter(pace -> pace.step() > 0);
    }

    private double batch(Method method, Caller caller) {
        return method.overrides().get("batchSize") instanceof Number own
                ? own.doubleValue()
                : plans.preset(method.preset(), caller).path("batchSize").asDouble(1);
    }

    /**
     * Seconds of an evaluation; nothing if the team has evaluated nothing yet.
     *
     * @param films of its dataset
     */
    @Transactional(readOnly = true)
    public Optional<Double> evaluation(Task task, @Nullable Double fraction, int films, Caller caller) {
        Map<String, Object> asked = Map.of(
                "team",
                caller.team(),
                "last",
                LAST_EVALUATIONS,
                "fraction",
                Objects.requireNonNullElse(fraction, 1.0),
                "films",
                films);
        return alike(
                like -> jdbc.sql(EVALUATIONS)
                        .params(asked)
                        .param("like", like)
                        .query(Double.class)
                        .optional(),
                task.evaluation().get("task"));
    }

    /** By the jobs that are like it, or else by any. */
    private static <T> Optional<T> alike(Function<@Nullable Object, Optional<T>> pace, @Nullable Object like) {
        return pace.apply(like).or(() -> pace.apply(null));
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
