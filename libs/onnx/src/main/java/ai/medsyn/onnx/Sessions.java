package ai.medsyn.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes sessions as their settings say, and keeps their optimised graphs on disk. */
final class Sessions {

    private static final String GRAPH = "model.onnx";

    private final OrtEnvironment environment;
    private final SessionSettings settings;
    private Device device;

    Sessions(OrtEnvironment environment, SessionSettings settings) {
        this.environment = environment;
        this.settings = settings;
        this.device = settings.device();
    }

    Device device() {
        return device;
    }

    OrtSession open(Path file) throws OrtException {
        SessionSettings.Cache cache = settings.cache();
        if (cache == null) {
            return create(file, OptLevel.ALL_OPT, null);
        }
        Path kept = cache.directory().resolve(key(cache, file));
        if (!Files.exists(kept.resolve(GRAPH))) {
            optimise(file, kept);
        }
        return create(kept.resolve(GRAPH), OptLevel.ALL_OPT, null);
    }

    /**
     * Writes the graph after all optimisations that fit every machine. Layouts of this processor are chosen when it is loaded: kept in the file they would
     * be wrong on another machine that shares the directory.
     */
    private void optimise(Path file, Path kept) throws OrtException {
        Path draft = kept.resolveSibling(kept.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(draft);
            create(file, OptLevel.EXTENDED_OPT, draft.resolve(GRAPH)).close();
            Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException another) {
            delete(draft); // another process was faster, with the same bytes
        } catch (IOException e) {
            delete(draft);
            throw new UncheckedIOException("the optimised graph of " + OnnxGraph.name(file) + " cannot be kept", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OrtSession create(Path file, OptLevel level, @Nullable Path optimised) throws OrtException {
        try (SessionOptions options = options()) {
            options.setOptimizationLevel(level);
            if (optimised != null) {
                options.setOptimizedModelFilePath(optimised.toString());
                // Graphs beyond 2 GB only fit a file without their weights.
                options.addConfigEntry("session.optimized_model_external_initializers_file_name", GRAPH + "_data");
                options.addConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", "1024");
            }
            return environment.createSession(file.toString(), options);
        }
    }

    private SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(true);
            for (Map.Entry<String, Long> dimension : settings.dimensions().entrySet()) {
                options.setSymbolicDimensionValue(dimension.getKey(), dimension.getValue());
            }
            if (provider(options)) {
                return options;
            }
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
        options.close(); // a provider that failed may have left something in them
        device = Device.CPU;
        return options();
    }

    /** Adds the execution provider; false if it is not there and the CPU may do its work. */
    private boolean provider(SessionOptions options) throws OrtException {
        if (device.kind() == Device.Kind.CPU) {
            return true;
        }
        try {
            if (device.kind() == Device.Kind.TENSORRT) {
                tensorRt(options);
            }
            cuda(options);
            return true;
        } catch (OrtException e) {
            if (device.orCpu()) {
                return false;
            }
            throw new DeviceUnavailableException(device, e);
        }
    }

    private void tensorRt(SessionOptions options) throws OrtException {
        try (OrtTensorRTProviderOptions provider = new OrtTensorRTProviderOptions(device.id())) {
            for (Map.Entry<String, String> option : device.options().entrySet()) {
                if (option.getKey().startsWith("trt_")) {
                    provider.add(option.getKey(), option.getValue());
                }
            }
            options.addTensorrt(provider);
        }
    }

    /** Also behind TensorRT, for the operators that it lacks. */
    private void cuda(SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(device.id())) {
            for (Map.Entry<String, String> option : device.options().entrySet()) {
                if (!option.getKey().startsWith("trt_")) {
                    provider.add(option.getKey(), option.getValue());
                }
            }
            options.addCUDA(provider);
        }
    }

    /** Everything that the optimised graph depends on. */
    private String key(SessionSettings.Cache cache, Path file) {
        String facts = cache.model() + "|" + OnnxGraph.name(file) + "|" + environment.getVersion() + "|" + device.kind()
                + "|" + new TreeMap<>(settings.dimensions());
        return UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
