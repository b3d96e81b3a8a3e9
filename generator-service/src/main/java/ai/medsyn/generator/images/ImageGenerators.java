package ai.medsyn.generator.images;

import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The image generators of this process, built in or registered, by model id. */
@Component
class ImageGenerators {

    private final Map<String, ImageGenerator> byModel = new TreeMap<>();
    private final List<RegisteredGenerators> registered;

    ImageGenerators(List<ImageGenerator> generators, List<RegisteredGenerators> registered) {
        generators.forEach(generator -> byModel.put(generator.modelId(), generator));
        this.registered = registered;
    }

    /** Whether a model is code of this service. */
    boolean builtIn(String model) {
        return byModel.containsKey(model);
    }

    ImageGenerator require(String model) {
        ImageGenerator generator = byModel.get(model);
        for (int i = 0; generator == null && i < registered.size(); i++) {
            generator = registered.get(i).find(model).orElse(null);
        }
        if (generator == null) {
            throw new JobFailure(
                    "unknown-model",
                    "no image generator " + model + " in this service; built in are " + byModel.keySet()
                            + ", others must be registered");
        }
        return generator;
    }
}
