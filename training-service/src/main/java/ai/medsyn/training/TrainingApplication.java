package ai.medsyn.training;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the training-service. Its settings are in {@code training.yml}. */
@SpringBootApplication(scanBasePackages = {"ai.medsyn.platform", "ai.medsyn.training"})
public class TrainingApplication {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "training");
        SpringApplication.run(TrainingApplication.class, arguments);
    }
}
