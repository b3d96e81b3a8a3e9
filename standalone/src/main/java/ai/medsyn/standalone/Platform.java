package ai.medsyn.standalone;

import ai.medsyn.standalone.database.LocalPostgres;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The services of one JVM, each a context of its own with its own web server. They start side by side. */
final class Platform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Platform.class);
    private final Map<Service, ConfigurableApplicationContext> contexts;

    private Platform(Map<Service, ConfigurableApplicationContext> contexts) {
        this.contexts = contexts;
    }

    /**
     * Starts every service and returns when all of them answer.
     *
     * @throws CommandFailure if one does not start; the others are stopped again
     */
    static Platform start(Installation installation, Settings settings) {
        ExecutorService threads = Executors.newFixedThreadPool(Service.values().length);
        try {
            Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                Map<String, String> properties = properties(service, installation, settings);
                starting.put(service, CompletableFuture.supplyAsync(() -> start(service, properties), threads));
            }
            return new Platform(await(starting));
        } finally {
            threads.shutdown();
        }
    }

    /** Stops the door first, so that nothing new comes in while the others finish what they hold. */
    @Override
    public void close() {
        for (Service service : Service.values()) {
            ConfigurableApplicationContext context = contexts.get(service);
            if (context != null) {
                context.close();
            }
        }
    }

    private static ConfigurableApplicationContext start(Service service, Map<String, String> properties) {
        Thread.currentThread().setName("start-" + service.id());
        return new SpringApplicationBuilder(service.application())
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    private static Map<Service, ConfigurableApplicationContext> await(
            Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting) {
        Map<Service, ConfigurableApplicationContext> started = new EnumMap<>(Service.class);
        List<CommandFailure> failures = new ArrayList<>();
        starting.forEach((service, future) -> {
            try {
                started.put(service, future.join());
            } catch (CompletionException e) {
                log.error("the {} service does not start", service.id(), e.getCause());
                failures.add(CommandFailure.failed(
                        "the " + service.id() + " service does not start: "
                                + rootCause(e).getMessage(),
                        e));
            }
        });
        if (!failures.isEmpty()) {
            new Platform(started).close();
            throw failures.get(0);
        }
        return started;
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * What differs from a service's own settings file when all of them share one machine and one owner. Given as arguments, which nothing
     * overrides: a variable meant for one service of a cluster must not reach all of these.
     */
    static Map<String, String> properties(Service service, Installation installation, Settings settings) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.config.name", service.id());
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", Integer.toString(port(service, settings)));
        properties.put("spring.datasource.url", LocalPostgres.url(settings.database()));
        properties.put("spring.datasource.username", LocalPostgres.user());
        properties.put("spring.datasource.password", settings.credentials().application());
        properties.put("medsyn.artifacts.root", installation.artifacts().toString());
        properties.put("medsyn.imports.roots.local", installation.imports().toString());
        properties.put("medsyn.services.generator.url", url(settings.generator()));
        properties.put("medsyn.services.filter.url", url(settings.filter()));
        properties.put("medsyn.services.training.url", url(settings.training()));
        properties.put("medsyn.services.evaluation.url", url(settings.evaluation()));
        properties.put("medsyn.training.cache", installation.trainingCache().toString());
        properties.put("medsyn.probes.work", installation.probes().toString());
        properties.put("medsyn.training.exports", installation.trainedModels().toString());
        properties.put(
                "medsyn.models.roots.trained", installation.trainedModels().toString());
        properties.put("medsyn.security.jwks-uri", url(settings.gateway()) + "/.well-known/jwks.json");
        properties.put(
                "medsyn.security.signing-key-file", installation.signingKey().toString());
        properties.put("medsyn.local", "true");
        properties.put("medsyn.local.key-file", ApiKey.path(installation).toString());
        return properties;
    }

    private static int port(Service service, Settings settings) {
        return switch (service) {
            case GATEWAY -> settings.gateway();
            case GENERATOR -> settings.generator();
            case FILTER -> settings.filter();
            case TRAINING -> settings.training();
            case EVALUATION -> settings.evaluation();
        };
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
