package ai.medsyn.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeProcessTest {

    @TempDir
    Path folder;

    private Path commandLine(int length) throws IOException {
        return Files.write(folder.resolve("cmdline"), new byte[length]);
    }

    @Test
    void a_command_line_that_would_end_the_process_is_refused() {
        assertThatThrownBy(() -> RuntimeProcess.requireShortCommandLine(commandLine(5000)))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("found 5000")
                .hasMessageContaining("CLASSPATH");
    }

    @Test
    void an_ordinary_or_unknown_one_is_not() {
        assertThatCode(() -> RuntimeProcess.requireShortCommandLine(commandLine(300)))
                .doesNotThrowAnyException();
        assertThatCode(() -> RuntimeProcess.requireShortCommandLine(folder.resolve("none")))
                .doesNotThrowAnyException();
    }
}
