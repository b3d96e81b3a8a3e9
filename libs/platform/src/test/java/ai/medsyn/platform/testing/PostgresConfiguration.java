package ai.medsyn.platform.testing;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives a Spring test a database of its own: {@code @Import(PostgresConfiguration.class)}. */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresConfiguration {

    @Bean
    JdbcConnectionDetails testDatabase() {
        TestDatabase database = TestDatabase.create();
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.user();
            }

            @Override
            public String getPassword() {
                return database.password();
            }
        };
    }
}
