package ai.medsyn.generator.images;

import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The image generators of this process, by model id. */
@Component
class ImageGenerators {

    private final Map<String, ImageGenerator> byModel = new TreeMap<>();

    ImageGenerators(List<ImageGenerator> generators) {
        generators.forEach(generator -> byModel.put(generator.modelId(), generator));
    }

    ImageGenerator require(String model) {
        ImageGenerator generator = byModel.get(model);
        if (generator == null) {
            throw new JobFailure(
                    "unknown-model", "no image generator " + model + " in this service; known: " + byModel.keySet());
        }
        return generator;
    }
}
