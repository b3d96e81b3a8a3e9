package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.ImageGenerator;
import ai.medsyn.generator.images.RegisteredGenerators;
import ai.medsyn.onnx.DeviceUnavailableException;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.models.Model;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The diffusion models of the registry, loaded when they are first used. A model in use is never unloaded. */
@Component
class DiffusionModels implements RegisteredGenerators, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DiffusionModels.class);

    private final ModelRegistry registry;
    private final DiffusionSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;
    /** By model id, least recently used first. */
    private final Map<String, Loaded> loaded = new LinkedHashMap<>(16, 0.75f, true);

    DiffusionModels(ModelRegistry registry, DiffusionSettings settings, MeterRegistry metrics, Clock clock) {
        this.registry = registry;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    private static final class Loaded {
        private final DiffusionEngine engine;
        private final DiffusionMeter meter;
        private int users;

        Loaded(DiffusionEngine engine, DiffusionMeter meter) {
            this.engine = engine;
            this.meter = meter;
        }
    }

    /** A loaded model that stays so until it is closed. */
    final class Lease implements AutoCloseable {
        private final Loaded held;

        private Lease(Loaded held) {
            this.held = held;
        }

        DiffusionEngine engine() {
            return held.engine;
        }

        @Override
        public void close() {
            synchronized (DiffusionModels.this) {
                held.users--;
                unloadIdle();
            }
        }
    }

    @Override
    public Optional<ImageGenerator> find(String id) {
        Model model;
        try {
            model = registry.require(id, ModelKind.IMAGE_GENERATOR);
        } catch (RequestRefused refused) {
            throw new JobFailure(refused.problem().code(), String.valueOf(refused.getMessage()), refused);
        }
        return model.format() == ModelFormat.DIFFUSERS_ONNX
                ? Optional.of(new DiffusionGenerator(model, this, settings))
                : Optional.empty();
    }

    /**
     * Loads a model, or finds it loaded.
     *
     * @throws JobFailure {@code model-invalid}, {@code device-unavailable} or what the registry refuses
     */
    synchronized Lease use(Model model) {
        Loaded held = loaded.get(model.id());
        if (held == null) {
            held = load(model);
            loaded.put(model.id(), held);
        }
        held.users++;
        unloadIdle();
        return new Lease(held);
    }

    /** A file below a root of models. */
    Path locate(String location) {
        return registry.locate(location);
    }

    /** Another model, by id. */
    Lease use(String id) {
        return use(registry.require(id, ModelKind.IMAGE_GENERATOR));
    }

    private Loaded load(Model model) {
        try {
            PipelineSettings pipeline =
                    settings.pipeline(digest(model), DiffusionParameters.scheduler(model.parameters()));
            DiffusionMeter meter = new DiffusionMeter(metrics, model.id(), clock);
            DiffusionPipeline opened = DiffusionPipeline.open(registry.load(model), pipeline);
            LOG.info("loaded diffusion model {}: {}", model.id(), opened.resolved());
            opened.warnings().forEach(warning -> LOG.warn("diffusion model {}: {}", model.id(), warning));
            Rehearsal.of(opened);
            return new Loaded(new DiffusionEngine(opened, settings.maxDelay(), meter), meter);
        } catch (InvalidModelException e) {
            throw new JobFailure("model-invalid", "model " + model.id() + ": " + e.getMessage(), e);
        } catch (DeviceUnavailableException e) {
            throw new JobFailure("device-unavailable", String.valueOf(e.getMessage()), e);
        }
    }

    /** Names the bytes of a model: the digest of its files' digests. */
    private static String digest(Model model) {
        return Sha256.of(model.files().stream()
                        .map(file -> file.path() + " " + file.sha256().hex())
                        .collect(Collectors.joining("\n")))
                .hex();
    }

    private synchronized void unloadIdle() {
        int surplus = loaded.size() - settings.loaded();
        for (Iterator<Map.Entry<String, Loaded>> all = loaded.entrySet().iterator(); surplus > 0 && all.hasNext(); ) {
            Map.Entry<String, Loaded> oldest = all.next();
            if (oldest.getValue().users == 0) {
                all.remove();
                surplus--;
                oldest.getValue().engine.close();
                LOG.info("unloaded diffusion model {}", oldest.getKey());
            }
        }
    }

    /** What the loaded models are doing now. */
    synchronized List<DiffusionMeter.Activity> activity() {
        return new ArrayList<>(loaded.values().stream()
                .map(each -> each.meter.current())
                .filter(Objects::nonNull)
                .toList());
    }

    /** The first image of the batch that a model is at, as it is now; nothing if the model is idle or not loaded. */
    Optional<ColourImage> preview(String id) {
        Loaded held;
        synchronized (this) {
            held = loaded.get(id);
            if (held == null) {
                return Optional.empty();
            }
            held.users++;
        }
        try (Lease lease = new Lease(held)) {
            return Optional.ofNullable(held.meter.current())
                    .map(now -> lease.engine().pipeline().decode(now.latents(), now.width(), now.height()));
        }
    }

    @Override
    public synchronized void destroy() {
        loaded.values().forEach(each -> each.engine.close());
        loaded.clear();
    }
}
