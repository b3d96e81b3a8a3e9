package ai.medsyn.generator.images.diffusion;

import ai.medsyn.imaging.PngEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the diffusion models of this process are doing. */
@Component
public class DiffusionActivity {

    private final DiffusionModels models;

    DiffusionActivity(DiffusionModels models) {
        this.models = models;
    }

    /**
     * A batch at work.
     *
     * @param step calls of the U-Net made
     * @param steps calls to make
     * @param batch samples in it
     * @param imagesPerSecond at the pace of this batch
     * @param queueSeconds how long its first sample had waited
     */
    public record Progress(
            String model,
            int step,
            int steps,
            int batch,
            int width,
            int height,
            double secondsPerStep,
            double imagesPerSecond,
            double queueSeconds,
            Instant startedAt) {}

    public List<Progress> now() {
        return models.activity().stream()
                .map(batch -> new Progress(
                        batch.model(),
                        batch.step(),
                        batch.steps(),
                        batch.batch(),
                        batch.width(),
                        batch.height(),
                        batch.secondsPerStep(),
                        batch.imagesPerSecond(),
                        batch.queueSeconds(),
                        batch.startedAt()))
                .toList();
    }

    /** A PNG of the first image of the batch that a model is at: noisy at first, and gray as the finished one will be. */
    public Optional<byte[]> preview(String model) {
        return models.preview(model)
                .filter(image -> image.defect().isEmpty())
                .map(image -> PngEncoder.encode(image.gray(), Map.of("Title", "Preview of an unfinished image")));
    }
}
