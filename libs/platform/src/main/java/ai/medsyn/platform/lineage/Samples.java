package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.database.BulkRead;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the samples of dataset versions. */
@Service
public class Samples {

    private static final int BATCH = 2_000;

    private static final String SELECT = """
            select m.position, m.ordinal, m.split,
                   s.findings, s.impression, s.prompt_source, s.entities, s.labels, s.token_count, s.seed as text_seed,
                   s.writer, s.attempts, s.source_id, s.text_sha256,
                   i.object, i.sha256, i.bytes, i.width, i.height, i.seed as image_seed, i.generator, i.settings, i.mask,
                   i.unrendered
            from dataset_sample m
            join dataset d on d.id = m.dataset
            join sample s on s.corpus = d.corpus and s.ordinal = m.ordinal
            join sample_image i on i.corpus = d.corpus and i.ordinal = m.ordinal
            where m.dataset = ?
            """;

    private static final String RANGE = """
            select min(ordinal), max(ordinal) from dataset_sample
            where dataset = ? and position >= ? and position < ? having count(*) > 0
            """;

    private final JdbcClient jdbc;
    private final BulkRead read;

    Samples(JdbcClient jdbc, BulkRead read) {
        this.jdbc = jdbc;
        this.read = read;
    }

    /** Up to {@code limit} samples in position order, from {@code position} on. */
    public List<SampleView> page(DatasetId dataset, int position, int limit) {
        return read.list(() -> jdbc
                .sql(RANGE)
                .params(dataset.value(), position, position + limit)
                .query((row, number) -> new Range(row.getInt(1), row.getInt(2)))
                .list()
                .stream()
                .flatMap(range -> page(dataset, position, limit, range).stream())
                .toList());
    }

    /** The ordinals between which a page lies: ranges for every table, which bounds what is read whatever the plan. */
    private record Range(int from, int to) {}

    private List<SampleView> page(DatasetId dataset, int position, int limit, Range range) {
        return jdbc.sql(SELECT + """
                         and m.position >= ? and m.position < ? and s.ordinal >= ? and s.ordinal <= ?
                         and i.ordinal >= ? and i.ordinal <= ? order by m.position
                        """)
                .params(dataset.value(), position, position + limit)
                .params(range.from(), range.to(), range.from(), range.to())
                .query(Samples::map)
                .list();
    }

    /** The sample at a place of the corpus, if the version holds it. */
    @Transactional(readOnly = true)
    public Optional<SampleView> find(DatasetId dataset, int ordinal) {
        return jdbc.sql(SELECT + " and m.ordinal = ?")
                .params(dataset.value(), ordinal)
                .query(Samples::map)
                .optional();
    }

    /**
     * The sample at a place of the corpus.
     *
     * @throws UnknownLineage if the version does not hold it
     */
    public SampleView require(DatasetId dataset, int ordinal) {
        return find(dataset, ordinal).orElseThrow(() -> new UnknownLineage("sample", dataset + "/" + ordinal));
    }

    /** All samples in position order, read in batches: never more than one batch in memory. */
    public Stream<SampleView> stream(DatasetId dataset) {
        Iterator<SampleView> iterator = new Iterator<>() {
            private List<SampleView> batch = List.of();
            private int next;
            private int position;

            @Override
            public boolean hasNext() {
                if (next == batch.size() && (position == 0 || next == BATCH)) {
                    batch = page(dataset, position, BATCH);
                    next = 0;
                }
                return next < batch.size();
            }

            @Override
            public SampleView next() {
                SampleView sample = batch.get(next++);
                position = sample.position() + 1;
                return sample;
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** The verdicts on a candidate, by filter. */
    @Transactional(readOnly = true)
    public List<VerdictView> verdicts(DatasetId dataset, int ordinal) {
        return jdbc.sql("""
                        select filter, accepted, reason, measured, threshold, judge
                        from verdict where dataset = ? and ordinal = ? order by filter
                        """)
                .params(dataset.value(), ordinal)
                .query((row, number) -> verdict(row))
                .list();
    }

    /**
     * A candidate that a filter rejected; for an import a row of its table.
     *
     * @param ordinal place among the candidates, from 0
     */
    public record Rejection(int ordinal, VerdictView verdict) {}

    /** Rejections of a dataset behind {@code (ordinal, filter)}, in this order; -1 and "" for the first page. */
    @Transactional(readOnly = true)
    public List<Rejection> rejections(DatasetId dataset, int ordinal, String filter, int limit) {
        return jdbc.sql("""
                        select ordinal, filter, accepted, reason, measured, threshold, judge
                        from verdict where dataset = ? and not accepted and (ordinal, filter) > (?, ?)
                        order by ordinal, filter limit ?
                        """)
                .params(dataset.value(), ordinal, filter, limit)
                .query((row, number) -> new Rejection(row.getInt("ordinal"), verdict(row)))
                .list();
    }

    private static VerdictView verdict(ResultSet row) throws SQLException {
        return new VerdictView(
                row.getString("filter"),
                row.getBoolean("accepted"),
                row.getString("reason"),
                row.getDouble("measured"),
                row.getDouble("threshold"),
                row.getString("judge"));
    }

    /** Accepted candidates, below ordinal {@code to}, of a dataset that is being built. */
    @Transactional(readOnly = true)
    public int accepted(DatasetId dataset, int to) {
        return jdbc.sql("""
                        select count(*) from decision where dataset = ? and ordinal < ? and accepted
                        """).params(dataset.value(), to).query(Integer.class).single();
    }

    /** Candidates of a corpus that have an image. */
    @Transactional(readOnly = true)
    public int candidates(CorpusId corpus) {
        return jdbc.sql("select count(*) from sample_image where corpus = ?")
                .param(corpus.value())
                .query(Integer.class)
                .single();
    }

    private static SampleView map(ResultSet row, int number) throws SQLException {
        return new SampleView(
                row.getInt("position"), row.getInt("ordinal"), row.getString("split"), text(row), image(row));
    }

    private static SampleView.Text text(ResultSet row) throws SQLException {
        return new SampleView.Text(
                row.getString("findings"),
                row.getString("impression"),
                row.getString("prompt_source"),
                strings(row.getArray("entities")),
                row.getString("labels"),
                row.getInt("token_count"),
                row.getLong("text_seed"),
                row.getString("writer"),
                row.getInt("attempts"),
                row.getString("source_id"),
                Sha256.ofDigest(row.getBytes("text_sha256")));
    }

    private static SampleView.Image image(ResultSet row) throws SQLException {
        String mask = row.getString("mask");
        return new SampleView.Image(
                new ObjectName(row.getString("object")),
                Sha256.ofDigest(row.getBytes("sha256")),
                row.getLong("bytes"),
                row.getInt("width"),
                row.getInt("height"),
                row.getLong("image_seed"),
                row.getString("generator"),
                row.getString("settings"),
                mask == null ? null : new ObjectName(mask),
                strings(row.getArray("unrendered")));
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
