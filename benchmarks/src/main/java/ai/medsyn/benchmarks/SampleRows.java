package ai.medsyn.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Fills the tables of a platform with copies of the candidates that a build has made: real rows, without the hour that building them would take. */
final class SampleRows {

    private static final String COPIES =
            "create temporary table copy as select gen_random_uuid() as id from generate_series(1, %d)";

    private static final String CORPORA =
            "insert into corpus select copy.id, c.team, c.seed, c.spec, c.created_at from copy, (select * from corpus limit 1) c";

    private static final String SAMPLES = """
            insert into sample select copy.id, s.ordinal, s.findings, s.impression, s.prompt_source, s.entities, s.labels, s.token_count,
                                      s.seed, s.writer, s.attempts, s.source_id, s.text_sha256
            from copy, (select * from sample where corpus not in (select id from copy)) s
            """;

    private static final String IMAGES = """
            insert into sample_image select copy.id, i.ordinal, i.object, i.sha256, i.bytes, i.width, i.height, i.seed, i.generator,
                                            i.settings, i.mask, i.unrendered
            from copy, (select * from sample_image where corpus not in (select id from copy)) i
            """;

    private static final String MEASUREMENTS = """
            insert into measurement select copy.id, m.ordinal, m.filters, m.measured, m.text_fingerprint, m.image_fingerprint
            from copy, (select * from measurement where corpus not in (select id from copy)) m
            """;

    private SampleRows() {}

    /**
     * Copies the one corpus of a platform, with images and measurements, until there are so many samples.
     *
     * @param data the platform's directory
     * @return samples in the tables afterwards
     */
    static long fill(Path data, long wanted) throws IOException, SQLException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("settings.properties"))) {
            settings.load(file);
        }
        String url = "jdbc:postgresql://127.0.0.1:" + settings.getProperty("port.database") + "/medsyn";
        try (Connection connection =
                        DriverManager.getConnection(url, "medsyn", settings.getProperty("password.application"));
                Statement statement = connection.createStatement()) {
            long present = count(connection);
            statement.execute(COPIES.formatted(Math.max(0, (wanted - 1) / present)));
            for (String insert : new String[] {CORPORA, SAMPLES, IMAGES, MEASUREMENTS}) {
                statement.execute(insert);
            }
            statement.execute("analyze");
            return count(connection);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("select count(*) from sample");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
