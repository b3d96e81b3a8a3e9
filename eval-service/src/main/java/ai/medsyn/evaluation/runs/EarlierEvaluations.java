package ai.medsyn.evaluation.runs;

import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds evaluations that asked the same of the same model about the same films: their numbers are those that asking again would give. */
@Component
public class EarlierEvaluations {

    private final Datasets datasets;
    private final EvaluationTasks tasks;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    EarlierEvaluations(Datasets datasets, EvaluationTasks tasks, JdbcClient jdbc, JsonMapper json) {
        this.datasets = datasets;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Candidate(UUID id, String spec) {}

    /** The first of the team's evaluations that answers an order which was checked. */
    public Optional<UUID> find(EvaluationSpec spec, String team) {
        Dataset dataset = datasets.require(new DatasetId(spec.dataset()), team);
        String asked = asked(spec);
        return jdbc
                .sql("""
                        select e.id, e.spec::text as spec from evaluation e join dataset d on d.id = e.dataset
                        where e.team = ? and e.task = ? and e.subject = ? and d.manifest_digest = ?
                        order by e.created_at, e.id
                        """)
                .params(team, spec.task(), spec.model().name())
                .param(dataset.manifestDigest().orElseThrow().hex())
                .query(Candidate.class)
                .list()
                .stream()
                .filter(candidate -> same(candidate.spec(), asked))
                .map(Candidate::id)
                .findFirst();
    }

    private boolean same(String spec, String asked) {
        try {
            return asked(json.readValue(spec, EvaluationSpec.class)).equals(asked);
        } catch (JacksonException | IllegalArgumentException older) {
            return false; // written by a version whose requests had another form
        }
    }

    /** What decides the numbers besides model and films, with all defaults filled in. */
    private String asked(EvaluationSpec spec) {
        return json.writeValueAsString(tasks.require(spec.task()).question(spec))
                + json.writeValueAsString(spec.protocol().filled());
    }
}
