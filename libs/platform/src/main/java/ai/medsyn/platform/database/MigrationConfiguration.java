package ai.medsyn.platform.database;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The platform's tables, migrated by whichever service starts first. A service with tables of its own names itself in {@code
 * medsyn.migrations}: its scripts lie in {@code db/<name>} and its history in {@code <name>_migration}.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    @Bean
    FlywayConfigurationCustomizer platformMigrations() {
        return configuration -> configuration.locations("classpath:db/platform").table("platform_migration");
    }

    @Bean
    FlywayMigrationStrategy platformThenService(@Value("${medsyn.migrations:}") String service) {
        return platform -> {
            platform.migrate();
            if (!service.isEmpty()) {
                of(service, platform).migrate();
            }
        };
    }

    private static Flyway of(String service, Flyway platform) {
        return Flyway.configure()
                .configuration(platform.getConfiguration())
                .locations("classpath:db/" + service)
                .table(service + "_migration")
                // The schema is never empty here; version 0 is everything that the platform made.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }
}
