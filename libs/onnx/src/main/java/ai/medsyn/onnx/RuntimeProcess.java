package ai.medsyn.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** ONNX Runtime in this process, begun when it is first needed. */
public final class RuntimeProcess {

    /** Where Linux shows how this process was started. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** ONNX Runtime 1.29 for Java ends the process with a segmentation fault when it begins under a command line of 3980 bytes or more (found by trying). */
    private static final int LONGEST = 3900;

    private RuntimeProcess() {}

    /** Errors only: warnings about every unused initializer would fill a log. */
    private static final class Begun {
        static final OrtEnvironment ENVIRONMENT =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    }

    /**
     * The one environment.
     *
     * @throws DeviceUnavailableException if the process would not survive it
     */
    public static OrtEnvironment environment() {
        requireShortCommandLine(COMMAND_LINE);
        return Begun.ENVIRONMENT;
    }

    static void requireShortCommandLine(Path file) {
        int length = length(file);
        if (length > LONGEST) {
            throw new DeviceUnavailableException("a command line of at most " + LONGEST + " bytes was expected, found "
                    + length + ", with which ONNX Runtime would end this process; give Java its class path by the"
                    + " environment variable CLASSPATH or by an argument file (java @file)");
        }
    }

    private static int length(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllBytes(file).length : 0;
        } catch (IOException unknown) {
            return 0;
        }
    }
}
