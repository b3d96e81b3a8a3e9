package ai.medsyn.platform.database;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Offers the bulk insert to every service. */
@Configuration(proxyBeanMethods = false)
class BulkInsertConfiguration {

    @Bean
    BulkInsert bulkInsert(JdbcTemplate jdbc) {
        return new BulkInsert(jdbc);
    }
}
