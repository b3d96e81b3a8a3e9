package ai.medsyn.generator.reports.samplings;

import ai.medsyn.generator.reports.entities.EntityBanks;
import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.platform.testing.WorkerProcess;
import ai.medsyn.radiology.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A worker process that samples entity sets until a test kills it. */
final class SamplingWorker {

    private SamplingWorker() {}

    @TestConfiguration(proxyBeanMethods = false)
    @Import({EntityBanks.class, EntitySets.class, SampleSetsJob.class})
    static class Sampling {
        @Bean
        Lexicon lexicon() {
            return Lexicon.builtIn();
        }
    }

    public static void main(String[] arguments) throws IOException {
        WorkerProcess.run(Sampling.class, arguments);
    }

    /** The same in this process; without pools it only watches. */
    static ConfigurableApplicationContext application(TestDatabase database, String pools) {
        return WorkerProcess.application(Sampling.class, arguments(database, pools));
    }

    static WorkerProcess start(TestDatabase database, Path folder) {
        return WorkerProcess.start(SamplingWorker.class, arguments(database, "cpu"), folder);
    }

    private static List<String> arguments(TestDatabase database, String pools) {
        return WorkerProcess.arguments(database, pools, "--medsyn.jobs.partitions=8", "--medsyn.jobs.threads=2");
    }
}
