package ai.medsyn.generator.images;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Seeds;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Images outside of jobs: for previews, and to replay one. */
@Component
public class Drawings {

    private final ImageGenerators generators;

    Drawings(ImageGenerators generators) {
        this.generators = generators;
    }

    /**
     * A PNG file as a job would store it.
     *
     * @param unusable why it shows nothing; nothing if it is an image
     */
    public record Drawing(byte[] png, List<String> unrendered, Optional<String> unusable) {}

    /** What, beside the text, decided an image. */
    public record Origin(int ordinal, long seed, CorpusSpec.ImageSpec images) {}

    /**
     * The image that a candidate of a corpus would have.
     *
     * @throws JobFailure if it cannot be drawn
     */
    public Drawing draw(CorpusSpec.ImageSpec images, String prompt, long corpusSeed, int ordinal) {
        Drawing drawing = again(new Origin(ordinal, imageSeed(corpusSeed, ordinal), images), prompt);
        drawing.unusable().ifPresent(reason -> {
            throw new JobFailure("image-unusable", reason);
        });
        return drawing;
    }

    /** Draws a recorded image again. */
    public Drawing again(Origin origin, String prompt) {
        CorpusSpec.ImageSpec images = origin.images();
        ImageRequest request =
                new ImageRequest(prompt, origin.seed(), images.size(), origin.ordinal(), images.diffusion());
        GeneratedImage image = generators
                .require(images.generator())
                .generate(List.of(request))
                .get(0);
        return new Drawing(ImageFiles.encode(request, images.generator(), image), image.unrendered(), image.unusable());
    }

    static long imageSeed(long corpusSeed, int ordinal) {
        return Seeds.derive(corpusSeed, "image", ordinal, 0);
    }
}
