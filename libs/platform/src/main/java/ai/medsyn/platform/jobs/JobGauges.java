package ai.medsyn.platform.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many jobs of each kind are unfinished, in the whole system: one query for all gauges, at most every few seconds. */
@Component
class JobGauges implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(JobGauges.class);
    private static final List<JobState> UNFINISHED = List.of(JobState.QUEUED, JobState.RUNNING, JobState.PAUSED);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final JobHandlers handlers;
    private final Clock clock;
    private Map<String, Integer> counts = Map.of();
    private Instant counted = Instant.MIN;

    JobGauges(JdbcClient jdbc, JobHandlers handlers, Clock clock) {
        this.jdbc = jdbc;
        this.handlers = handlers;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (JobHandler<?> handler : handlers.all()) {
            for (JobState state : UNFINISHED) {
                Gauge.builder(
                                "medsyn.jobs.unfinished",
                                () -> count(handler.type().kind() + " " + state))
                        .tags(
                                "kind",
                                handler.type().kind(),
                                "pool",
                                handler.type().pool(),
                                "state",
                                state.name())
                        .register(registry);
            }
        }
    }

    private synchronized int count(String kindAndState) {
        if (Duration.between(counted, clock.instant()).compareTo(FRESH) > 0) {
            counted = clock.instant();
            counts = query();
        }
        return counts.getOrDefault(kindAndState, 0);
    }

    private Map<String, Integer> query() {
        Map<String, Integer> found = new HashMap<>();
        try {
            jdbc.sql("""
                            select kind || ' ' || state as kind_and_state, count(*) as jobs from job
                            where pool = any (?) and state in ('QUEUED', 'RUNNING', 'PAUSED') group by 1
                            """)
                    .param(handlers.all().stream()
                            .map(handler -> handler.type().pool())
                            .distinct()
                            .toArray(String[]::new))
                    .query(row -> {
                        found.put(row.getString("kind_and_state"), row.getInt("jobs"));
                    });
            return found;
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("the jobs could not be counted", e);
            return counts;
        }
    }
}
