package ai.medsyn.generator.images;

import org.springframework.stereotype.Component;

/** Which kind of job draws the images of a corpus: its generator decides, and with it the pool of workers. */
@Component
public class ImageJobKinds {

    private final CandidateImages candidates;

    ImageJobKinds(CandidateImages candidates) {
        this.candidates = candidates;
    }

    /** @throws ai.medsyn.platform.lineage.UnknownLineage if there is no such corpus */
    public String of(DrawSpec spec) {
        return candidates.builtIn(spec) ? DrawJob.BUILT_IN : DrawJob.REGISTERED;
    }
}
