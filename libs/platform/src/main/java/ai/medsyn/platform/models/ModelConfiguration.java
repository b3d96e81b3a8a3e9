package ai.medsyn.platform.models;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry, and the built-in models of this service put into it before the first request comes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class ModelConfiguration {

    @Bean
    ModelRegistry modelRegistry(
            ModelRepository models,
            ModelSettings settings,
            ObjectProvider<ModelInspector> inspectors,
            ObjectProvider<Clock> clock) {
        return new ModelRegistry(
                models,
                new ModelRoots(settings.roots()),
                () -> inspectors.orderedStream().toList(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SmartInitializingSingleton builtInModels(
            ModelRepository models, List<BuiltInModel> builtIns, ObjectProvider<Clock> clock) {
        return () -> builtIns.forEach(model -> register(models, model, clock.getIfAvailable(Clock::systemUTC)));
    }

    static void register(ModelRepository models, BuiltInModel model, Clock clock) {
        int rows = models.upsertBuiltIn(
                model.id(),
                model.kind().name(),
                model.version(),
                model.licence(),
                ModelColumns.write(model.parameters()),
                clock.instant());
        if (rows == 0) {
            throw new IllegalStateException(
                    "the built-in model '" + model.id()
                            + "' was expected to be free as an id, found a registered model; remove that row and register its files under another id");
        }
    }
}
