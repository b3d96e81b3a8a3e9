package ai.medsyn.generator.reports;

import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.EntityBank;
import ai.medsyn.generator.reports.entities.EntityBanks;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.radiology.Entity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sampling plans of rounds. A plan is a pure function of the round and of what earlier rounds accepted, which is settled by the time the round
 * begins; so every worker computes the same one, and keeps the latest few.
 */
@Component
class RoundPlans {

    private static final int KEPT = 4;

    private final EntityBanks banks;
    private final JdbcClient jdbc;
    private final Map<Key, SamplingPlan> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SamplingPlan> eldest) {
            return size() > KEPT;
        }
    };

    RoundPlans(EntityBanks banks, JdbcClient jdbc) {
        this.banks = banks;
        this.jdbc = jdbc;
    }

    private record Key(UUID dataset, int from, int count) {}

    /** The plan of a round; computed by the first worker thread that asks, while the others wait. */
    synchronized SamplingPlan of(WriteSpec round, long seed, CorpusSpec.SampledReports sampled) {
        Key key = new Key(round.dataset(), round.from(), round.count());
        SamplingPlan plan = latest.get(key);
        if (plan == null) {
            EntityBank bank = banks.require(sampled.bank());
            plan = new BalancedSampler(bank, sampled.sampling()).plan(seed, round.from(), round.count(), used(round));
            latest.put(key, plan);
        }
        return plan;
    }

    /** Uses of each entity by the candidates that earlier rounds accepted; what was rejected gives its uses back. */
    private Map<Entity, Integer> used(WriteSpec round) {
        Map<Entity, Integer> used = new HashMap<>();
        if (round.from() == 0) {
            return used;
        }
        jdbc.sql("""
                        select entity, count(*) from sample s, unnest(s.entities) entity
                        where s.corpus = ? and s.ordinal < ?
                          and s.ordinal not in (select d.ordinal from decision d where d.dataset = ? and not d.accepted)
                        group by entity
                        """).params(round.corpus(), round.from(), round.dataset()).query(row -> {
            used.put(Entity.parse(row.getString(1)), row.getInt(2));
        });
        return used;
    }
}
