package ai.medsyn.training.runs;

import ai.medsyn.vision.distributed.Transport;
import ai.medsyn.vision.tensor.Device;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process trains: {@code medsyn.training}.
 *
 * @param cache directory for decoded datasets and checkpoints on their way; safe to lose while nothing trains; null for one below the temporary
 *     directory
 * @param device {@code cpu} or {@code cuda}
 * @param threads of one LibTorch operation; 0 for one per processor. Part of what decides the last bits of a result on a CPU
 * @param loaders threads that make batches
 * @param host name or address by which other workers reach this one
 * @param patience how long the processes of a run wait for each other
 * @param exports directory that exported encoders are written to, which is also the model root {@value #ROOT}; null to export none
 */
@ConfigurationProperties("medsyn.training")
record TrainingSettings(
        @Nullable Path cache,
        @DefaultValue("cpu") String device,
        @DefaultValue("0") int threads,
        @DefaultValue("1") int loaders,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("10m") Duration patience,
        @Nullable Path exports) {

    /** Name of the model root that exports lie below. */
    static final String ROOT = "trained";

    TrainingSettings {
        if (!device.equals("cpu") && !device.equals("cuda")) {
            throw new IllegalArgumentException("expected medsyn.training.device to be cpu or cuda, found " + device);
        }
    }

    Path directory() {
        return cache == null ? Path.of(System.getProperty("java.io.tmpdir"), "medsyn-training") : cache;
    }

    Device torchDevice() {
        return device.equals("cuda") ? Device.cuda(0) : Device.CPU;
    }

    Transport transport() {
        return device.equals("cuda") ? Transport.NCCL : Transport.GLOO;
    }

    int torchThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
}
