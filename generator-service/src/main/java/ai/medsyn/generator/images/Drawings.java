package ai.medsyn.generator.images;

import ai.medsyn.platform.lineage.Seeds;
import java.util.List;
import org.springframework.stereotype.Component;

/** Images outside of jobs: for previews, and to replay one. */
@Component
public class Drawings {

    private final ImageGenerators generators;

    Drawings(ImageGenerators generators) {
        this.generators = generators;
    }

    /** A PNG file as a job would store it. */
    public record Drawing(byte[] png, List<String> unrendered) {}

    /** What, beside the text, decided an image. */
    public record Origin(String generator, long seed, int size) {}

    /** The image that a candidate of a corpus would have. */
    public Drawing draw(String generator, String prompt, long corpusSeed, int ordinal, int size) {
        return again(new Origin(generator, imageSeed(corpusSeed, ordinal), size), prompt);
    }

    /** Draws a recorded image again. */
    public Drawing again(Origin origin, String prompt) {
        ImageRequest request = new ImageRequest(prompt, origin.seed(), origin.size());
        GeneratedImage image = generators
                .require(origin.generator())
                .generate(List.of(request))
                .get(0);
        return new Drawing(ImageFiles.encode(request, origin.generator(), image), image.unrendered());
    }

    static long imageSeed(long corpusSeed, int ordinal) {
        return Seeds.derive(corpusSeed, "image", ordinal, 0);
    }
}
