package ai.medsyn.evaluation.probes;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process trains heads: {@code medsyn.probes}.
 *
 * @param work directory for prepared films and checkpoints of heads in training; safe to lose, a head is then trained from the beginning; null for one
 *     below the temporary directory
 * @param threads of one LibTorch operation while a head is trained on a CPU. LibTorch splits sums by thread, so this decides the last bits of
 *     a gradient, and with them where a long training ends: keep it the same wherever numbers are to be compared
 */
@ConfigurationProperties("medsyn.probes")
record ProbeSettings(@Nullable Path work, @DefaultValue("1") int threads) {

    ProbeSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("expected medsyn.probes.threads to be at least 1, found " + threads);
        }
    }

    Path directory() {
        return work == null ? Path.of(System.getProperty("java.io.tmpdir"), "medsyn-probes") : work;
    }
}
