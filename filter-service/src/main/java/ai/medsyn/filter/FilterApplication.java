package ai.medsyn.filter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the filter-service. Its settings are in {@code filter.yml}. */
@SpringBootApplication(scanBasePackages = {"ai.medsyn.platform", "ai.medsyn.filter"})
public class FilterApplication {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "filter");
        SpringApplication.run(FilterApplication.class, arguments);
    }
}
