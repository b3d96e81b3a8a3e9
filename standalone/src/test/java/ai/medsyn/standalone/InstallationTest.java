package ai.medsyn.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.medsyn.standalone.RunningPlatform.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void create() {
        installation = Installation.at(folder.resolve("data")).create();
    }

    @Test
    void only_the_owner_looks_into_the_directory_and_its_settings() throws IOException {
        Settings.prepare(installation, OptionalInt.of(new Ports().any()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(installation.root())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(installation.settings())))
                .isEqualTo("rw-------");
    }

    @Test
    void the_lock_is_taken_once() throws IOException {
        try (FileLock lock = installation.tryLock().orElseThrow()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(installation.tryLock()).isEmpty();
        }
    }

    @Test
    void a_record_that_outlived_its_process_is_no_running_platform() throws IOException {
        new RunningPlatform(ProcessHandle.current().pid(), "http://127.0.0.1:1", State.UP, Instant.EPOCH)
                .record(installation);

        assertThat(RunningPlatform.recorded(installation)).isPresent();
        assertThat(RunningPlatform.alive(installation)).isEmpty();
        try (FileLock lock = installation.tryLock().orElseThrow()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(RunningPlatform.alive(installation)).isPresent();
        }
    }

    @Test
    void ports_and_passwords_stay_between_starts() throws IOException {
        Settings first = Settings.prepare(installation, OptionalInt.of(new Ports().any()));

        assertThat(Settings.prepare(installation, OptionalInt.empty())).isEqualTo(first);
        assertThat(Settings.read(installation.settings())).isEqualTo(first);
        assertThat(first.credentials().superuser())
                .isNotEqualTo(first.credentials().application());
    }

    @Test
    void an_inner_port_that_was_taken_meanwhile_is_replaced() throws IOException {
        Settings first = Settings.prepare(installation, OptionalInt.of(new Ports().any()));

        try (ServerSocket other = new ServerSocket(first.generator(), 1, InetAddress.getLoopbackAddress())) {
            Settings second = Settings.prepare(installation, OptionalInt.empty());
            assertThat(second.generator()).isNotEqualTo(other.getLocalPort());
            assertThat(second.filter()).isEqualTo(first.filter());
        }
    }

    @Test
    void a_taken_public_port_is_an_error() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> Settings.prepare(installation, OptionalInt.of(other.getLocalPort())))
                    .withMessageContaining("is taken by another program; choose a free one with --port");
        }
    }
}
