package ai.medsyn.platform.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The handlers of this process, by kind. Found late: a coordinator may itself need {@link Jobs}. */
@Component
class JobHandlers {

    private final Supplier<Map<String, JobHandler<?>>> byKind;

    JobHandlers(ObjectProvider<JobHandler<?>> handlers) {
        this.byKind = SingletonSupplier.of(() -> index(handlers.stream().toList()));
    }

    private static Map<String, JobHandler<?>> index(List<JobHandler<?>> handlers) {
        Map<String, JobHandler<?>> byKind = new TreeMap<>();
        for (JobHandler<?> handler : handlers) {
            if (byKind.put(handler.type().kind(), handler) != null) {
                throw new IllegalStateException(
                        "two handlers of kind " + handler.type().kind() + "; kinds are unique");
            }
        }
        return byKind;
    }

    JobHandler<?> require(String kind) {
        JobHandler<?> handler = byKind.get().get(kind);
        if (handler == null) {
            throw new IllegalArgumentException("no handler for jobs of kind " + kind + " in this service; known: "
                    + byKind.get().keySet());
        }
        return handler;
    }

    Collection<JobHandler<?>> all() {
        return byKind.get().values();
    }
}
