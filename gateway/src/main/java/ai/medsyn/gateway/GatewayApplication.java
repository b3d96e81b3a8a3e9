package ai.medsyn.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. Its settings are in {@code gateway.yml}. */
@SpringBootApplication(scanBasePackages = {"ai.medsyn.platform", "ai.medsyn.gateway"})
public class GatewayApplication {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "gateway");
        SpringApplication.run(GatewayApplication.class, arguments);
    }
}
