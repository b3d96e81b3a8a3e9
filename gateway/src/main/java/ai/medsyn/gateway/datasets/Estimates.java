package ai.medsyn.gateway.datasets;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells in advance what a build takes, from what was measured here before. */
@Component
class Estimates {

    /** Without experience: a few in a hundred are rejected. */
    private static final double ACCEPTANCE = 0.95;
    /** Exports hold the image again: as a link in the folder, as a copy in the shards. */
    private static final double EXPORT_FACTOR = 2;

    private final JdbcClient jdbc;
    private final DatasetPackaging packaging;

    Estimates(JdbcClient jdbc, DatasetPackaging packaging) {
        this.jdbc = jdbc;
        this.packaging = packaging;
    }

    List<String> formats() {
        return packaging.formats();
    }

    @Transactional(readOnly = true)
    Estimate of(DatasetPlans.Plan plan) {
        BuildSpec build = plan.build();
        double acceptance = or(acceptance(), ACCEPTANCE);
        int candidates = (int) Math.min(build.maxCandidates(), Math.ceil(build.count() / Math.max(acceptance, 0.01)));
        Double perSample = secondsPerSample(build);
        Double bytes = bytesPerImage(build);
        return new Estimate(
                true,
                build.count(),
                candidates,
                build.maxCandidates(),
                plan.capacity() == null ? null : plan.capacity().groups(),
                perSample == null ? null : tenths(candidates * perSample),
                bytes == null ? null : Math.round(candidates * bytes * EXPORT_FACTOR),
                build);
    }

    private @Nullable Double acceptance() {
        return jdbc.sql("""
                        select sum(generated - coalesce((select sum(v::int) from jsonb_each_text(rejected) r(k, v)), 0))::float8
                               / nullif(sum(generated), 0)
                        from dataset where state = 'SEALED' and parent is null
                        """).query(Double.class).optional().orElse(null);
    }

    /** Seconds per candidate of the stages, from the last job of each. */
    private @Nullable Double secondsPerSample(BuildSpec build) {
        return jdbc.sql("""
                        select sum(seconds) from (
                          select distinct on (kind) extract(epoch from ended_at - started_at)::float8 / total as seconds
                          from job where state = 'SUCCEEDED' and total > 0
                            and kind in ('reports.write', 'curation.measure',
                              (select case format when 'BUILT_IN' then 'images.draw' else 'images.diffuse' end from model where id = ?))
                          order by kind, ended_at desc) latest
                        """)
                .param(build.corpus().images().generator())
                .query(Double.class)
                .optional()
                .orElse(null);
    }

    private @Nullable Double bytesPerImage(BuildSpec build) {
        return jdbc.sql("""
                        select avg(bytes)::float8 from (
                          select bytes from sample_image where generator = ? and width = ? limit 1000) sampled
                        """)
                .params(
                        build.corpus().images().generator(),
                        build.corpus().images().size())
                .query(Double.class)
                .optional()
                .orElse(null);
    }

    /** A forecast is not known more closely. */
    private static double tenths(double seconds) {
        return Math.ceil(seconds * 10) / 10;
    }

    private static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
