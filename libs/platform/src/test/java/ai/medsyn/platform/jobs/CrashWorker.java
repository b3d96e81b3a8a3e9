package ai.medsyn.platform.jobs;

import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.platform.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker process with {@link CrashJob}. */
final class CrashWorker {

    private CrashWorker() {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Handlers {
        @Bean
        CrashJob crashJob(JdbcClient jdbc) {
            return new CrashJob(jdbc);
        }
    }

    public static void main(String[] arguments) throws IOException {
        WorkerProcess.run(Handlers.class, arguments);
    }

    /** The same in this process; without pools it only watches. */
    static ConfigurableApplicationContext application(TestDatabase database, String pools) {
        return WorkerProcess.application(Handlers.class, arguments(database, pools));
    }

    static WorkerProcess start(TestDatabase database, Path folder) {
        return WorkerProcess.start(CrashWorker.class, arguments(database, "cpu"), folder);
    }

    private static List<String> arguments(TestDatabase database, String pools) {
        return WorkerProcess.arguments(database, pools, "--medsyn.jobs.partitions=6");
    }
}
