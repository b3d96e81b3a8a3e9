package ai.medsyn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.config.name=platform", "spring.main.web-application-type=none"})
@Import(PostgresConfiguration.class)
class MigrationTest {

    @Autowired
    JdbcClient jdbc;

    @Test
    void every_table_of_jobs_and_lineage_exists_after_start() {
        assertThat(jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                        .query(String.class)
                        .list())
                .contains("job", "job_event", "corpus", "sample", "verdict", "dataset", "model", "batch_job_instance");
    }
}
