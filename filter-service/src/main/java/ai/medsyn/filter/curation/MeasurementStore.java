package ai.medsyn.filter.curation;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.imaging.Fingerprint;
import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.jobs.JobFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what was measured: one row per candidate, written once. */
@Repository
class MeasurementStore {

    private static final byte[] ABSENT = {};

    private final JdbcClient jdbc;
    private final BulkInsert bulk;

    MeasurementStore(JdbcClient jdbc, BulkInsert bulk) {
        this.jdbc = jdbc;
        this.bulk = bulk;
    }

    /** Stores measurements in the caller's transaction; candidates that were measured before keep their row. */
    void insert(UUID corpus, List<Measurement> measurements) {
        bulk.insert(
                "measurement",
                List.of("corpus", "ordinal", "filters", "measured", "text_fingerprint", "image_fingerprint"),
                measurements,
                (measurement, row) -> row.uuid(corpus)
                        .int4(measurement.ordinal())
                        .textArray(List.copyOf(measurement.measured().keySet()))
                        .float8Array(measurement.measured().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())
                        .bytea(TextFingerprint.toBytes(measurement.text()))
                        .bytea(measurement.image().map(Fingerprint::bytes).orElse(ABSENT)));
    }

    /** How many candidates of a corpus were measured. */
    int count(UUID corpus) {
        return jdbc.sql("select count(*) from measurement where corpus = ?")
                .param(corpus)
                .query(Integer.class)
                .single();
    }

    /**
     * The measurements of the candidates {@code from} (inclusive) to {@code to} (exclusive), by ordinal.
     *
     * @throws JobFailure if one of them was not measured
     */
    List<Measurement> read(UUID corpus, int from, int to) {
        List<Measurement> measurements = jdbc.sql("""
                        select ordinal, filters, measured, text_fingerprint, image_fingerprint
                        from measurement where corpus = ? and ordinal >= ? and ordinal < ?
                        order by ordinal
                        """)
                .params(corpus, from, to)
                .query((row, number) -> measurement(row))
                .list();
        if (measurements.size() != to - from) {
            throw new JobFailure(
                    "candidates-unmeasured",
                    "expected a measurement of each of the candidates " + from + " to " + (to - 1) + " of corpus "
                            + corpus + ", found " + measurements.size() + "; measure them before deciding");
        }
        return measurements;
    }

    private static Measurement measurement(ResultSet row) throws SQLException {
        String[] filters = (String[]) row.getArray("filters").getArray();
        Double[] values = (Double[]) row.getArray("measured").getArray();
        Map<String, Double> measured = new LinkedHashMap<>();
        for (int i = 0; i < filters.length; i++) {
            measured.put(filters[i], values[i]);
        }
        return new Measurement(
                row.getInt("ordinal"),
                measured,
                TextFingerprint.fromBytes(row.getBytes("text_fingerprint")),
                imageFingerprint(row.getBytes("image_fingerprint")));
    }

    static Optional<Fingerprint> imageFingerprint(byte[] stored) {
        return stored.length == 0 ? Optional.empty() : Optional.of(Fingerprint.of(stored));
    }
}
