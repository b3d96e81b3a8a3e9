package ai.medsyn.platform.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The platform's tables, migrated by whichever service starts first. A service's own tables go to {@code db/<service>}. */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    @Bean
    FlywayConfigurationCustomizer platformMigrations() {
        return configuration -> configuration.locations("classpath:db/platform").table("platform_migration");
    }
}
