package ai.medsyn.standalone;

import ai.medsyn.evaluation.EvaluationApplication;
import ai.medsyn.filter.FilterApplication;
import ai.medsyn.gateway.GatewayApplication;
import ai.medsyn.generator.GeneratorApplication;
import ai.medsyn.training.TrainingApplication;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The services that make up the platform. */
enum Service {
    GATEWAY(GatewayApplication.class),
    GENERATOR(GeneratorApplication.class),
    FILTER(FilterApplication.class),
    TRAINING(TrainingApplication.class),
    EVALUATION(EvaluationApplication.class);

    private final Class<?> application;

    Service(Class<?> application) {
        this.application = application;
    }

    Class<?> application() {
        return application;
    }

    /** Name on the command line and of its settings file. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Service> byId(String id) {
        return Arrays.stream(values())
                .filter(service -> service.id().equals(id))
                .findFirst();
    }
}
