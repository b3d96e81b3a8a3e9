package ai.medsyn.generator.images;

import java.util.Optional;

/** Generators that run models of the registry. */
public interface RegisteredGenerators {

    /** The generator of a registered model, if this is a model that it can run. */
    Optional<ImageGenerator> find(String model);
}
