package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.diffusion.schedulers.SchedulerKind;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.onnx.OnnxRunException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tries a pipeline's directory out before it is registered: everything is loaded, one step is made at the native size and decoded. */
@Component
public class DiffusionInspection {

    private static final String PROMPT = "Normal chest radiograph.";

    private final DiffusionSettings settings;

    DiffusionInspection(DiffusionSettings settings) {
        this.settings = settings;
    }

    /**
     * Tries a directory out.
     *
     * @param parameters of the registration
     * @return what its files came to
     * @throws InvalidModelException with what is wrong with it
     */
    public Map<String, Object> inspect(Path directory, Map<String, Object> parameters) {
        PipelineSettings pipeline = settings.pipeline(null, DiffusionParameters.scheduler(parameters));
        try (DiffusionPipeline opened = DiffusionPipeline.open(directory, pipeline)) {
            Map<String, Object> resolved = new LinkedHashMap<>(opened.resolved());
            resolved.put("schedulers", SchedulerKind.ids());
            resolved.put("trainSteps", opened.scheduler().trainTimesteps());
            resolved.put("dryRun", dryRun(opened));
            return resolved;
        } catch (OnnxRunException e) {
            throw new InvalidModelException("a dry run of one step failed: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> dryRun(DiffusionPipeline pipeline) {
        int size = pipeline.space().nativeSize();
        Denoising denoising = new Denoising(1, new Guidance(2, 0), pipeline.scheduler(), "", size, size);
        long begin = System.nanoTime();
        Denoising.Latents latents = pipeline.denoise(
                        List.of(new Denoising.Sample(PROMPT, new GaussianStream(0))),
                        denoising,
                        Denoising.Listener.NONE)
                .get(0);
        double seconds = (System.nanoTime() - begin) / 1e9;
        require(latents.defect());
        require(pipeline.decode(latents.latents(), size, size).defect());
        return Map.of("size", size, "finite", true, "stepSeconds", Math.round(seconds * 1000) / 1000.0);
    }

    private static void require(String defect) {
        if (!defect.isEmpty()) {
            throw new InvalidModelException("a dry run of one step was expected to give an image, found: " + defect
                    + ". A float16 export that overflows is the usual reason: export the U-Net in float32");
        }
    }
}
