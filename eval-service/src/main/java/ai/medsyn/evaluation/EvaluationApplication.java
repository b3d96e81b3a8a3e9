package ai.medsyn.evaluation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the eval-service. Its settings are in {@code evaluation.yml}. */
@SpringBootApplication(scanBasePackages = {"ai.medsyn.platform", "ai.medsyn.evaluation"})
public class EvaluationApplication {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "evaluation");
        SpringApplication.run(EvaluationApplication.class, arguments);
    }
}
