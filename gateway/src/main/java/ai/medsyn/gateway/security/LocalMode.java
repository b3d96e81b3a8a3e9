package ai.medsyn.gateway.security;

import ai.medsyn.platform.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A platform on one person's machine: an administrator's key is made at each start, told on standard output, left in a file that only the owner
 * reads, and replaces the one before. Nobody else can reach the port.
 */
@Component
@ConditionalOnProperty(name = "medsyn.local", havingValue = "true")
class LocalMode implements ApplicationRunner {

    private static final String MAKER = "local-start";

    private final ApiKeys keys;
    private final ApiKeyRepository repository;
    private final @Nullable Path keyFile;

    LocalMode(
            ApiKeys keys,
            ApiKeyRepository repository,
            @Value("${medsyn.local.key-file:#{null}}") @Nullable Path keyFile,
            @Value("${server.address:#{null}}") @Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalStateException(
                    "local mode answers on the loopback address only: server.address=127.0.0.1 was expected, found "
                            + address + "; for a server set medsyn.local=false and medsyn.security.admin-key");
        }
        this.keys = keys;
        this.repository = repository;
        this.keyFile = keyFile;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        repository.deleteMadeBy(MAKER);
        String key = keys.issue(new NewApiKey("local", "local", Role.ADMIN, null), MAKER)
                .key();
        if (keyFile != null) {
            try {
                OwnerFile.write(keyFile, key + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the API key cannot be written to " + keyFile + "; correct medsyn.local.key-file", e);
            }
        }
        // Not through the log: logs are kept, copied and shipped.
        System.out.println("MedSyn API key, valid until the next start: " + key);
    }
}
