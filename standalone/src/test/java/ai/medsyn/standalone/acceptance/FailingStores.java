package ai.medsyn.standalone.acceptance;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts a store that can be out of space before the real one, in every service of a platform. */
@Configuration(proxyBeanMethods = false)
class FailingStores {

    private static final AtomicReference<Optional<Pattern>> FULL = new AtomicReference<>(Optional.empty());

    /** From now on there is no space left for objects whose name begins with what the expression matches. */
    static void fill(String beginning) {
        FULL.set(Optional.of(Pattern.compile(beginning)));
    }

    /** There is space again. */
    static void empty() {
        FULL.set(Optional.empty());
    }

    @Bean
    static BeanPostProcessor storeOutOfSpace() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ArtifactStore store ? before(store) : bean;
            }
        };
    }

    private static ArtifactStore before(ArtifactStore store) {
        return (ArtifactStore) Proxy.newProxyInstance(
                ArtifactStore.class.getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        refuse(((ObjectName) arguments[0]).value());
                    } else if (method.getName().equals("copy")) {
                        refuse(((ObjectName) arguments[1]).value());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void refuse(String object) throws IOException {
        if (FULL.get().filter(full -> full.matcher(object).lookingAt()).isPresent()) {
            throw new IOException("No space left on device");
        }
    }
}
