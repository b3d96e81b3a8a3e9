package ai.medsyn.platform.lineage;

import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.database.BulkRead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Annotations of films, by their place in the corpus. */
@Service
public class Annotations {

    private static final List<String> COLUMNS =
            List.of("corpus", "ordinal", "patient", "view", "age", "sex", "split", "boxes");

    private final JdbcClient jdbc;
    private final BulkInsert bulk;
    private final BulkRead read;
    private final JsonMapper json;

    Annotations(JdbcClient jdbc, BulkInsert bulk, BulkRead read, JsonMapper json) {
        this.jdbc = jdbc;
        this.bulk = bulk;
        this.read = read;
        this.json = json;
    }

    /** Adds annotations in the caller's transaction; those that exist stay as they are. */
    public void add(CorpusId corpus, Map<Integer, Annotation> byOrdinal) {
        bulk.insert("annotation", COLUMNS, byOrdinal.entrySet(), (entry, row) -> {
            Annotation annotation = entry.getValue();
            row.uuid(corpus.value())
                    .int4(entry.getKey().intValue())
                    .text(annotation.patient())
                    .text(annotation.view())
                    .float8(annotation.age())
                    .text(annotation.sex())
                    .text(annotation.split())
                    .jsonb(json.writeValueAsString(annotation.boxes()));
        });
    }

    /** The annotations of candidates {@code from} (inclusive) to {@code to} (exclusive); films without one are missing. */
    public Map<Integer, Annotation> find(CorpusId corpus, int from, int to) {
        Map<Integer, Annotation> found = new TreeMap<>();
        read.list(() -> jdbc.sql("""
                        select ordinal, patient, view, age, sex, split, boxes from annotation
                        where corpus = ? and ordinal >= ? and ordinal < ? order by ordinal
                        """)
                        .params(corpus.value(), from, to)
                        .query((row, number) -> Map.entry(row.getInt("ordinal"), map(row)))
                        .list())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private Annotation map(ResultSet row) throws SQLException {
        double age = row.getDouble("age");
        return new Annotation(
                row.getString("patient"),
                row.getString("view"),
                row.wasNull() ? null : age,
                row.getString("sex"),
                row.getString("split"),
                json.readerForListOf(Annotation.Box.class).readValue(row.getString("boxes")));
    }
}
