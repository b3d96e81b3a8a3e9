package ai.medsyn.generator.images;

import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.JobNotes;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobStopped;
import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Datasets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Draws the images of a block and puts them into the store, where nothing names them yet. */
@Component
class CandidateImages {

    private final Datasets datasets;
    private final ImageGenerators generators;
    private final Prompts prompts;
    private final ImageFiles files;
    private final JobNotes notes;

    CandidateImages(Datasets datasets, ImageGenerators generators, Prompts prompts, ImageFiles files, JobNotes notes) {
        this.datasets = datasets;
        this.generators = generators;
        this.prompts = prompts;
        this.files = files;
        this.notes = notes;
    }

    /** The generator that a corpus wants. */
    ImageGenerator generator(DrawSpec spec) {
        return generators.require(images(corpus(spec)).generator());
    }

    /** Whether the generator that a corpus wants is code of this service. */
    boolean builtIn(DrawSpec spec) {
        return generators.builtIn(images(corpus(spec)).generator());
    }

    List<DrawnImages.Drawn> draw(JobRun<DrawSpec> run, Block block) throws IOException {
        Corpus corpus = corpus(run.spec());
        CorpusSpec.ImageSpec images = images(corpus);
        ImageGenerator generator = generators.require(images.generator());
        int from = run.spec().from() + (int) block.from();
        List<ImageRequest> requests = prompts.requests(corpus, images, from, block.size());
        List<GeneratedImage> drawn = generate(run, generator, requests);
        List<DrawnImages.Drawn> output = new ArrayList<>(drawn.size());
        for (int i = 0; i < drawn.size(); i++) {
            ImageFiles.Stored stored =
                    files.store(corpus.id(), from + i, requests.get(i), generator.modelId(), drawn.get(i));
            output.add(new DrawnImages.Drawn(from + i, requests.get(i), drawn.get(i), stored));
        }
        return output;
    }

    private List<GeneratedImage> generate(JobRun<DrawSpec> run, ImageGenerator generator, List<ImageRequest> requests) {
        try {
            return generator.generate(requests, doing -> notes.doing(run.id(), doing));
        } catch (GeneratorStopped stopped) {
            throw new JobStopped(run.id()); // the block goes on elsewhere
        }
    }

    private Corpus corpus(DrawSpec spec) {
        return datasets.requireCorpus(new CorpusId(spec.corpus()));
    }

    private CorpusSpec.ImageSpec images(Corpus corpus) {
        return datasets.spec(corpus).images();
    }
}
