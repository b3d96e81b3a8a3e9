package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.database.BulkRead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chooses the samples of a version and computes its manifest digest, streaming over the candidates. */
@Component
class Sealing {

    private static final int BATCH = 5_000;

    private static final List<String> COLUMNS = List.of("dataset", "position", "ordinal", "split");

    private final JdbcClient jdbc;
    private final BulkRead read;
    private final BulkInsert bulk;

    Sealing(JdbcClient jdbc, BulkRead read, BulkInsert bulk) {
        this.jdbc = jdbc;
        this.read = read;
        this.bulk = bulk;
    }

    /** How many samples were chosen, and the digest over them. */
    record Chosen(int count, Sha256 digest) {}

    /** @param split where the film's source puts it; null leaves it to the seed */
    private record Row(
            int ordinal,
            Sha256 text,
            Sha256 image,
            @Nullable String split) {}

    private record Place(int position, int ordinal, String split) {}

    /**
     * The first requested candidates, by ordinal, that no filter rejects.
     *
     * @param candidates how many there are
     */
    Chosen choose(Dataset dataset, long seed, Splits splits, int candidates) {
        jdbc.sql("delete from dataset_sample where dataset = ?")
                .param(dataset.id().value())
                .update();
        ManifestDigest digest = new ManifestDigest();
        int position = 0;
        for (int from = 0; from < candidates && position < dataset.requested(); from += BATCH) {
            List<Place> chosen = new ArrayList<>();
            for (Row row : accepted(dataset, from)) {
                if (position == dataset.requested()) {
                    break;
                }
                String split = row.split() == null ? splits.of(seed, row.ordinal()) : row.split();
                digest.add(position, row.ordinal(), split, row.text(), row.image());
                chosen.add(new Place(position++, row.ordinal(), split));
            }
            bulk.insert(
                    "dataset_sample",
                    COLUMNS,
                    chosen,
                    (place, row) -> row.uuid(dataset.id().value())
                            .int4(place.position())
                            .int4(place.ordinal())
                            .text(place.split()));
        }
        return new Chosen(position, digest.finish());
    }

    private List<Row> accepted(Dataset dataset, int from) {
        int to = from + BATCH;
        return read.list(() -> jdbc.sql("""
                        select s.ordinal, s.text_sha256, i.sha256, a.split
                        from (select ordinal from decision where dataset = ? and ordinal >= ? and ordinal < ? and accepted) v
                        join sample s on s.corpus = ? and s.ordinal >= ? and s.ordinal < ? and s.ordinal = v.ordinal
                        join sample_image i on i.corpus = ? and i.ordinal >= ? and i.ordinal < ? and i.ordinal = v.ordinal
                        left join annotation a on a.corpus = ? and a.ordinal >= ? and a.ordinal < ? and a.ordinal = v.ordinal
                        order by s.ordinal
                        """)
                .params(dataset.id().value(), from, to)
                .params(dataset.corpus().value(), from, to)
                .params(dataset.corpus().value(), from, to)
                .params(dataset.corpus().value(), from, to)
                .query((row, number) -> new Row(
                        row.getInt(1),
                        Sha256.ofDigest(row.getBytes(2)),
                        Sha256.ofDigest(row.getBytes(3)),
                        row.getString(4)))
                .list());
    }

    /** How the samples of a version differ from those of its parent; both are cut from one corpus. */
    Version.Change change(DatasetId parent, DatasetId version) {
        if (lacks(parent, version)) {
            return Version.Change.CHANGED;
        }
        return lacks(version, parent) ? Version.Change.ADDED : Version.Change.REPACKED;
    }

    /** True if {@code other} lacks a sample of {@code dataset}, or has it in another split. */
    private boolean lacks(DatasetId dataset, DatasetId other) {
        return jdbc.sql("""
                        select exists (select ordinal, split from dataset_sample where dataset = ?
                                       except select ordinal, split from dataset_sample where dataset = ?)
                        """)
                .params(dataset.value(), other.value())
                .query(Boolean.class)
                .single();
    }
}
