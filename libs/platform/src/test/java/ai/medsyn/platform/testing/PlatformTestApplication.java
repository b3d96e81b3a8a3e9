package ai.medsyn.platform.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The platform alone, as a service would see it. */
@SpringBootApplication(scanBasePackages = "ai.medsyn.platform")
public class PlatformTestApplication {}
