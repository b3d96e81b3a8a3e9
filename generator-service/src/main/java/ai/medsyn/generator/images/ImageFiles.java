package ai.medsyn.generator.images;

import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.lineage.CorpusId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Images and masks as PNG objects. A file's bytes depend on the prompt, the seed, the model and the size only, so that equal requests give equal
 * files in every corpus.
 */
@Component
class ImageFiles {

    private static final int PER_FOLDER = 1_000;

    private final ArtifactStore store;

    ImageFiles(ArtifactStore store) {
        this.store = store;
    }

    /** An image and, if the generator knows the truth, its masks. */
    record Stored(StoredObject image, @Nullable StoredObject mask) {}

    Stored store(CorpusId corpus, int ordinal, ImageRequest request, String model, GeneratedImage image)
            throws IOException {
        StoredObject stored = store.put(name(corpus, "images", ordinal), encode(request, model, image));
        LabelMask mask = image.mask();
        return new Stored(stored, mask == null ? null : store.put(name(corpus, "masks", ordinal), encode(mask)));
    }

    /** The PNG file of an image, with the facts of its making in text chunks. */
    static byte[] encode(ImageRequest request, String model, GeneratedImage image) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Title", "Synthetic chest radiograph");
        text.put("Disclaimer", "Made by a machine. Not a patient, not for diagnosis.");
        text.put("Prompt", request.prompt());
        text.put("Seed", Long.toString(request.seed()));
        text.put("Model", model);
        return PngEncoder.encode(image.pixels(), text);
    }

    /** A 16-bit PNG of the mask's planes; its text chunk {@code Structures} names what they show. */
    private static byte[] encode(LabelMask mask) {
        return PngEncoder.encode(mask.planes(), Map.of("Structures", String.join(";", mask.names())));
    }

    private static ObjectName name(CorpusId corpus, String folder, int ordinal) {
        return new ObjectName(
                String.format("corpora/%s/%s/%03d/%06d.png", corpus, folder, ordinal / PER_FOLDER, ordinal));
    }
}
