package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chooses the samples of a version and computes its manifest digest, streaming over the candidates. */
@Component
class Sealing {

    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    Sealing(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** How many samples were chosen, and the digest over them. */
    record Chosen(int count, Sha256 digest) {}

    private record Row(int ordinal, Sha256 text, Sha256 image) {}

    /** The first requested candidates, by ordinal, that no filter rejects. */
    Chosen choose(Dataset dataset, long seed, Splits splits) {
        jdbc.sql("delete from dataset_sample where dataset = ?")
                .param(dataset.id().value())
                .update();
        ManifestDigest digest = new ManifestDigest();
        int position = 0;
        int after = -1;
        while (position < dataset.requested()) {
            List<Row> rows = accepted(dataset, after, Math.min(BATCH, dataset.requested() - position));
            if (rows.isEmpty()) {
                break;
            }
            List<Object[]> chosen = new ArrayList<>(rows.size());
            for (Row row : rows) {
                String split = splits.of(seed, row.ordinal());
                digest.add(position, row.ordinal(), split, row.text(), row.image());
                chosen.add(new Object[] {dataset.id().value(), position++, row.ordinal(), split});
            }
            template.batchUpdate(
                    "insert into dataset_sample (dataset, position, ordinal, split) values (?, ?, ?, ?)", chosen);
            after = rows.get(rows.size() - 1).ordinal();
        }
        return new Chosen(position, digest.finish());
    }

    private List<Row> accepted(Dataset dataset, int after, int limit) {
        return jdbc.sql("""
                        select s.ordinal, s.text_sha256, i.sha256
                        from sample s join sample_image i on i.corpus = s.corpus and i.ordinal = s.ordinal
                        where s.corpus = ? and s.ordinal > ?
                          and exists (select 1 from verdict v where v.dataset = ? and v.ordinal = s.ordinal)
                          and not exists (select 1 from verdict v where v.dataset = ? and v.ordinal = s.ordinal and not v.accepted)
                        order by s.ordinal limit ?
                        """)
                .params(
                        dataset.corpus().value(),
                        after,
                        dataset.id().value(),
                        dataset.id().value(),
                        limit)
                .query((row, number) ->
                        new Row(row.getInt(1), Sha256.ofDigest(row.getBytes(2)), Sha256.ofDigest(row.getBytes(3))))
                .list();
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
                        select exists (select 1 from dataset_sample a where a.dataset = ? and not exists
                          (select 1 from dataset_sample b where b.dataset = ? and b.ordinal = a.ordinal and b.split = a.split))
                        """)
                .params(dataset.value(), other.value())
                .query(Boolean.class)
                .single();
    }
}
