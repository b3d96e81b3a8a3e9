package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageGenerator;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.generator.images.diffusion.schedulers.SchedulerConfig;
import ai.medsyn.generator.images.diffusion.schedulers.SchedulerKind;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxRunException;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.platform.models.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A registered diffusion model as an image generator. An image that is not finite, black or constant is never returned as one: it is tried with the float32
 * weights if the model names some, then with other noise, which the settings record; a prompt that stays without image is unusable, and its neighbours are not.
 */
final class DiffusionGenerator implements ImageGenerator {

    /** Blocks of a job: enough for a full batch to be on the way while the block before it is encoded. */
    private static final int BATCHES_IN_BLOCK = 2;

    private static final Duration TELLING = Duration.ofSeconds(1);

    private final Model model;
    private final DiffusionModels models;
    private final DiffusionSettings settings;

    DiffusionGenerator(Model model, DiffusionModels models, DiffusionSettings settings) {
        this.model = model;
        this.models = models;
        this.settings = settings;
    }

    @Override
    public String modelId() {
        return model.id();
    }

    @Override
    public int preferredBatch() {
        return settings.batchSize() * BATCHES_IN_BLOCK;
    }

    @Override
    public List<GeneratedImage> generate(List<ImageRequest> requests) {
        return generate(requests, doing -> {});
    }

    @Override
    public List<GeneratedImage> generate(List<ImageRequest> requests, Consumer<String> doing) {
        try (DiffusionModels.Lease lease = models.use(model)) {
            List<CompletableFuture<DiffusionEngine.Outcome>> outcomes = new ArrayList<>();
            for (ImageRequest request : requests) {
                outcomes.addAll(lease.engine()
                        .submit(
                                List.of(sample(request, 0)),
                                denoising(lease.engine().pipeline(), request)));
            }
            List<GeneratedImage> images = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                tell(outcomes.get(i), lease.engine(), doing);
                images.add(image(requests.get(i), await(outcomes.get(i)), lease.engine()));
            }
            doing.accept(lease.engine().doing());
            return images;
        }
    }

    /** Tells once a second what the model is doing, until an image is there. */
    private static void tell(CompletableFuture<?> outcome, DiffusionEngine engine, Consumer<String> doing) {
        while (true) {
            try {
                outcome.get(TELLING.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException atWork) {
                doing.accept(engine.doing());
            } catch (ExecutionException failed) {
                return; // whoever reads the outcome finds out
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One request's image, or the first one of later attempts that is usable; else what says why there is none. */
    private GeneratedImage image(ImageRequest request, DiffusionEngine.Outcome first, DiffusionEngine engine) {
        DiffusionEngine.Outcome outcome = first;
        List<String> defects = new ArrayList<>();
        String weights = model.id();
        for (int attempt = 0; !outcome.defect().isEmpty(); attempt++) {
            defects.add(outcome.defect());
            var fallback = DiffusionParameters.fallback(model.parameters());
            if (fallback.isPresent()) {
                weights = fallback.get();
                outcome = elsewhere(weights, request, attempt);
                if (outcome.defect().isEmpty()) {
                    break;
                }
                defects.add(outcome.defect() + " (" + weights + ")");
            }
            if (attempt + 1 == settings.attempts()) {
                return GeneratedImage.unusable(
                        request.size(), reason(defects), settings(request, outcome, engine, weights, defects));
            }
            weights = model.id();
            outcome = await(engine.submit(List.of(sample(request, attempt + 1)), denoising(engine.pipeline(), request))
                    .get(0));
        }
        return new GeneratedImage(
                outcome.image().gray(), null, List.of(), settings(request, outcome, engine, weights, defects));
    }

    private DiffusionEngine.Outcome elsewhere(String other, ImageRequest request, int attempt) {
        try (DiffusionModels.Lease lease = models.use(other)) {
            DiffusionEngine engine = lease.engine();
            return await(engine.submit(List.of(sample(request, attempt)), denoising(engine.pipeline(), request))
                    .get(0));
        }
    }

    private String reason(List<String> defects) {
        return "model " + model.id() + " was expected to draw an image, found after " + settings.attempts()
                + " attempts: " + String.join("; ", defects)
                + ". A float16 U-Net that overflows is the usual reason: register the float32 export and name it in the"
                + " parameter float32, or use fewer steps or less guidance.";
    }

    private Denoising.Sample sample(ImageRequest request, int attempt) {
        long seed = attempt == 0 ? request.seed() : Seeds.derive(request.seed(), "noise", 0, attempt);
        NoiseSource noise = new GaussianStream(seed);
        String latents = wish(request).latents();
        return new Denoising.Sample(
                request.prompt(),
                latents == null || attempt > 0
                        ? noise
                        : new FileNoise(models.locate(latents), request.ordinal(), noise));
    }

    private Denoising denoising(DiffusionPipeline pipeline, ImageRequest request) {
        CorpusSpec.Diffusion wish = wish(request);
        SchedulerKind kind = SchedulerKind.ofId(wish.scheduler())
                .orElseThrow(() -> new JobFailure(
                        "unknown-scheduler",
                        "one of " + SchedulerKind.ids() + " was expected as scheduler, found " + wish.scheduler()));
        SchedulerConfig own = pipeline.scheduler();
        return new Denoising(
                wish.steps(),
                new Guidance(wish.guidanceScale(), wish.guidanceRescale()),
                kind == own.kind() ? own : own.with(kind, Map.of()),
                wish.negativePrompt(),
                request.size(),
                request.size());
    }

    private CorpusSpec.Diffusion wish(ImageRequest request) {
        CorpusSpec.Diffusion wish = request.diffusion();
        if (wish == null) {
            throw new JobFailure(
                    "diffusion-settings-missing",
                    "steps, guidance and scheduler were expected in a request for the diffusion model " + model.id());
        }
        return wish;
    }

    private Map<String, Object> settings(
            ImageRequest request,
            DiffusionEngine.Outcome outcome,
            DiffusionEngine engine,
            String weights,
            List<String> defects) {
        CorpusSpec.Diffusion wish = wish(request);
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("scheduler", wish.scheduler());
        kept.put("steps", wish.steps());
        kept.put("guidanceScale", wish.guidanceScale());
        kept.put("guidanceRescale", wish.guidanceRescale());
        kept.put("negativePrompt", wish.negativePrompt());
        if (wish.latents() != null) {
            kept.put("latents", wish.latents());
        }
        kept.put("predictionType", engine.pipeline().scheduler().predictionType());
        kept.put("tokens", outcome.text().tokens());
        kept.put("truncated", outcome.text().truncated());
        if (outcome.defect().isEmpty()) {
            kept.put("channelSpread", outcome.image().channelSpread());
        }
        kept.put("batchShape", engine.pipeline().batch(denoising(engine.pipeline(), request)));
        kept.put("tiled", engine.pipeline().tiled(request.size(), request.size()));
        kept.put("device", engine.pipeline().device().toString());
        if (!engine.pipeline().deviceWarnings().isEmpty()) {
            kept.put("warnings", engine.pipeline().deviceWarnings());
        }
        if (!defects.isEmpty()) {
            kept.put("defects", defects);
            kept.put("weights", weights);
        }
        return kept;
    }

    private DiffusionEngine.Outcome await(CompletableFuture<DiffusionEngine.Outcome> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof OnnxRunException run) {
                throw new JobFailure(
                        run.outOfMemory() ? "out-of-memory" : "model-failed",
                        run.outOfMemory()
                                ? "model " + model.id()
                                        + " does not fit the device's memory at this size; lower medsyn.diffusion.batch,"
                                        + " medsyn.diffusion.max-pixels or the image size"
                                : "model " + model.id() + " failed while running: " + run.getMessage(),
                        run);
            }
            if (e.getCause() instanceof InvalidModelException invalid) {
                throw new JobFailure("model-invalid", "model " + model.id() + ": " + invalid.getMessage(), invalid);
            }
            if (e.getCause() instanceof IllegalArgumentException invalid) {
                throw new JobFailure("image-settings", "model " + model.id() + ": " + invalid.getMessage(), invalid);
            }
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }
}
