package ai.medsyn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=platform", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class MigrationTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Test
    void every_table_of_jobs_and_lineage_exists_after_start() {
        assertThat(jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                        .query(String.class)
                        .list())
                .contains("job", "job_event", "corpus", "sample", "decision", "dataset", "model", "batch_job_instance");
    }

    @Test
    void verdicts_of_an_earlier_release_are_kept() throws SQLException {
        Flyway platform = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/platform")
                .schemas("earlier")
                .target("13")
                .load();
        platform.migrate();
        try (Connection connection = dataSource.getConnection()) {
            JdbcClient earlier = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            earlier.sql("set search_path to earlier").update();
            earlier.sql(DATASET).update();
            earlier.sql(VERDICTS).update();
            earlier.sql(
                            "update dataset set state = 'SEALED', version = '1.0.0', manifest_digest = '', sealed_at = now()")
                    .update();
            List<Map<String, Object>> before = earlier.sql(ALL_VERDICTS).query().listOfRows();

            Flyway.configure()
                    .configuration(platform.getConfiguration())
                    .target("latest")
                    .load()
                    .migrate();

            assertThat(before).hasSize(5);
            assertThat(earlier.sql(ALL_VERDICTS).query().listOfRows()).isEqualTo(before);
            assertThat(earlier.sql("select accepted from decision order by ordinal")
                            .query(Boolean.class)
                            .list())
                    .containsExactly(true, false, false);
            earlier.sql("set search_path to public").update();
        }
    }

    private static final String ALL_VERDICTS =
            "select dataset, ordinal, filter, accepted, reason, measured, threshold, judge from verdict order by ordinal, filter";

    private static final String DATASET = """
            with c as (insert into corpus values ('00000000-0000-0000-0000-00000000000c', 't', 1, '{}', now())),
                 j as (insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                       values ('00000000-0000-0000-0000-00000000000a', 'k', 'p', 'RUNNING', 'u', '{}', 't', '', now()))
            insert into dataset (id, name, state, origin, team, corpus, job, requested, created_at)
            values ('00000000-0000-0000-0000-00000000000d', 'n', 'BUILDING', 'SYNTHETIC', 't',
                    '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000a', 1, now())
            """;

    /** The last image cannot be decoded, so nothing was said of its blur. */
    private static final String VERDICTS = """
            insert into verdict select '00000000-0000-0000-0000-00000000000d', v.* from (values
                (0, 'blur', true, '', 12.5::float8, 10.0::float8, 'rules'), (0, 'image', true, '', 1, 1, 'rules'),
                (1, 'blur', false, 'not sharp', 'NaN', 10, 'rules'), (1, 'image', true, '', 1, 1, 'rules'),
                (2, 'image', false, 'no image', 0, 1, 'rules')) v
            """;
}
