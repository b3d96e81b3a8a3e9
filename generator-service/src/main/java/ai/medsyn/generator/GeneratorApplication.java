package ai.medsyn.generator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the generator-service. Its settings are in {@code generator.yml}. */
@SpringBootApplication(scanBasePackages = {"ai.medsyn.platform", "ai.medsyn.generator"})
public class GeneratorApplication {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "generator");
        SpringApplication.run(GeneratorApplication.class, arguments);
    }
}
