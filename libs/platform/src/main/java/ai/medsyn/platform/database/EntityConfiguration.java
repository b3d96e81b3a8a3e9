package ai.medsyn.platform.database;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** Entities and repositories are found in the platform too, not only below a service's own package. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackages = "ai.medsyn.platform")
class EntityConfiguration {}
