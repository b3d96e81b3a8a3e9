package ai.medsyn.generator.images.phantom;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageGenerator;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.LabelValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The built-in image generator: a digital chest phantom. It reads the prompt, builds a patient in centimetres, projects him through
 * Beer's law and develops the film. Exact masks come with every image.
 *
 * <p>Stateless and safe for use by several threads at once.
 */
public final class PhantomGenerator implements ImageGenerator {

    /** Changes whenever the same prompt, seed and size would give other bytes. */
    public static final String MODEL_ID = "phantom-6";

    private static final int MAX_PROMPT = 10_000;
    private static final int MIN_SIZE = 256;
    private static final int MAX_SIZE = 1024;

    private final PromptReader reader;
    private final Department department;

    public PhantomGenerator(EntityExtractor extractor) {
        this(extractor, Department.ANY);
    }

    /** @param department whose equipment takes the films */
    public PhantomGenerator(EntityExtractor extractor, Department department) {
        this.reader = new PromptReader(extractor);
        this.department = department;
    }

    @Override
    public String modelId() {
        return department.modelId(MODEL_ID);
    }

    /** Each image costs the same whatever the batch, so a small one keeps progress smooth. */
    @Override
    public int preferredBatch() {
        return 4;
    }

    /**
     * @throws IllegalArgumentException for an empty prompt, one above 10,000 characters, or a size that is not a multiple of 8 from 256
     *     to 1024
     */
    @Override
    public List<GeneratedImage> generate(List<ImageRequest> requests) {
        requests.forEach(PhantomGenerator::check);
        return requests.stream().map(this::draw).toList();
    }

    private GeneratedImage draw(ImageRequest request) {
        PhantomFindings findings = reader.read(request.prompt(), request.seed());
        Scene scene = new Scene(request.seed(), findings, request.size(), department);
        Lung[] lungs = new Anatomy(scene).build();
        GrayImage film = new Display(scene).develop(Radiograph.expose(scene, lungs));
        return new GeneratedImage(film, scene.masks.toMask(), findings.unrendered(), settings(scene, film));
    }

    private Map<String, Object> settings(Scene scene, GrayImage film) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("generator", modelId());
        settings.put("view", scene.acquisition.pa ? "PA" : "AP");
        settings.put("supine", scene.acquisition.supine);
        settings.put("sex", scene.patient.female ? "F" : "M");
        settings.put("age", (int) scene.patient.age);
        settings.put(
                "pixelSpacingMm",
                List.of(millimetres(scene.projection.pixelHeight), millimetres(scene.projection.pixelWidth)));
        settings.put(
                "findings",
                scene.findings.findings().stream().map(Finding::label).toList());
        settings.put("lesions", scene.masks.lesions(film));
        Map<String, Object> labels = new LinkedHashMap<>(); // Map.of has another order in every JVM
        labels.put("chexpert", names(scene.findings.chexpert()));
        labels.put("nih14", names(scene.findings.nih14()));
        settings.put("labels", labels);
        settings.put("contradictions", scene.findings.contradictions());
        return settings;
    }

    /** Labels as JSON: name to {@code POSITIVE}, {@code NEGATIVE} or {@code UNCERTAIN}, in the label set's order. */
    private static Map<String, String> names(Map<String, LabelValue> labels) {
        Map<String, String> names = new LinkedHashMap<>();
        labels.forEach((label, value) -> names.put(label, value.name()));
        return names;
    }

    /** To 0.1 micrometres. */
    private static double millimetres(double centimetres) {
        return Math.round(centimetres * 1e5) / 1e4;
    }

    private static void check(ImageRequest request) {
        String prompt = request.prompt();
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("expected a prompt that describes a radiograph, found an empty one");
        }
        if (prompt.length() > MAX_PROMPT) {
            throw new IllegalArgumentException("expected a prompt of at most " + MAX_PROMPT + " characters, found "
                    + prompt.length() + "; use the report's impression");
        }
        int size = request.size();
        if (size < MIN_SIZE || size > MAX_SIZE || size % 8 != 0) {
            throw new IllegalArgumentException(
                    "expected a size from " + MIN_SIZE + " to " + MAX_SIZE + " that is a multiple of 8, found " + size);
        }
    }
}
