package ai.medsyn.platform.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The handlers of this process, by kind. */
@Component
class JobHandlers {

    private final Map<String, JobHandler<?>> byKind = new TreeMap<>();

    JobHandlers(List<JobHandler<?>> handlers) {
        for (JobHandler<?> handler : handlers) {
            if (byKind.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("two handlers of kind " + handler.kind() + "; kinds are unique");
            }
        }
    }

    JobHandler<?> require(String kind) {
        JobHandler<?> handler = byKind.get(kind);
        if (handler == null) {
            throw new IllegalArgumentException(
                    "no handler for jobs of kind " + kind + " in this service; known: " + byKind.keySet());
        }
        return handler;
    }

    Collection<JobHandler<?>> all() {
        return byKind.values();
    }
}
