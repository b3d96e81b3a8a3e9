package ai.medsyn.platform.lineage;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The lineage of one sample: all that made it, and every version that holds it. */
@Service
public class SampleOrigins {

    private final Samples samples;
    private final LineageGraph graph;
    private final JdbcClient jdbc;

    SampleOrigins(Samples samples, LineageGraph graph, JdbcClient jdbc) {
        this.samples = samples;
        this.graph = graph;
        this.jdbc = jdbc;
    }

    /** Both directions. */
    public record Lineage(Upstream upstream, Downstream downstream) {}

    /**
     * What stands behind a sample.
     *
     * @param sourceId the real report, if the text is one
     * @param writing how a language model came to write the text, as JSON: prompts, sampling, attempts, tokens; null for other writers
     * @param nodes models, report sets and jobs behind its dataset
     */
    public record Upstream(
            UUID corpus,
            String writer,
            long textSeed,
            List<String> entities,
            @Nullable String sourceId,
            @JsonRawValue @Nullable String writing,
            String generator,
            long imageSeed,
            List<VerdictView> verdicts,
            List<LineageGraph.Reached> nodes) {}

    /** What a sample reached. */
    public record Downstream(List<Holder> datasets) {}

    /** A dataset version that holds the sample. */
    public record Holder(UUID dataset, String name, String version, int position, String split) {}

    @Transactional(readOnly = true)
    public Lineage of(Dataset dataset, int ordinal) {
        SampleView sample = samples.require(dataset.id(), ordinal);
        Upstream upstream = new Upstream(
                dataset.corpus().value(),
                sample.text().writer(),
                sample.text().seed(),
                sample.text().entities(),
                sample.text().sourceId(),
                writing(dataset, ordinal),
                sample.image().generator(),
                sample.image().seed(),
                samples.verdicts(dataset.id(), ordinal),
                graph.walk(LineageNode.dataset(dataset.id()), LineageGraph.Direction.UPSTREAM, dataset.team()));
        return new Lineage(upstream, new Downstream(holders(dataset, ordinal)));
    }

    private @Nullable String writing(Dataset dataset, int ordinal) {
        return jdbc.sql("select writing::text from sample where corpus = ? and ordinal = ? and writing is not null")
                .params(dataset.corpus().value(), ordinal)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private List<Holder> holders(Dataset dataset, int ordinal) {
        return jdbc.sql("""
                        select d.id, d.name, d.version, m.position, m.split
                        from dataset d join dataset_sample m on m.dataset = d.id
                        where d.corpus = ? and d.team = ? and d.state = 'SEALED' and m.ordinal = ?
                        order by d.sealed_at, d.id
                        """)
                .params(dataset.corpus().value(), dataset.team(), ordinal)
                .query((row, number) -> new Holder(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("version"),
                        row.getInt("position"),
                        row.getString("split")))
                .list();
    }
}
