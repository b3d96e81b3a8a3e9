package ai.medsyn.generator.images;

import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.BlockJob;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.WorkSize;
import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Datasets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The job {@code images.draw}: one radiograph and its masks per candidate, from the candidate's prompt and seed. */
@Component
class DrawJob implements BlockJob<DrawSpec, List<DrawJob.Drawn>> {

    private static final List<String> COLUMNS = List.of(
            "corpus",
            "ordinal",
            "object",
            "sha256",
            "bytes",
            "width",
            "height",
            "seed",
            "generator",
            "settings",
            "mask",
            "unrendered");

    private final Datasets datasets;
    private final ImageGenerators generators;
    private final Prompts prompts;
    private final ImageFiles files;
    private final Rows rows;

    DrawJob(Datasets datasets, ImageGenerators generators, Prompts prompts, ImageFiles files, Rows rows) {
        this.datasets = datasets;
        this.generators = generators;
        this.prompts = prompts;
        this.files = files;
        this.rows = rows;
    }

    /** An image in the store, about to become visible. */
    record Drawn(int ordinal, ImageRequest request, GeneratedImage image, ImageFiles.Stored files) {}

    @Override
    public String kind() {
        return "images.draw";
    }

    @Override
    public Class<DrawSpec> specType() {
        return DrawSpec.class;
    }

    @Override
    public String pool() {
        return "cpu";
    }

    @Override
    public String unit() {
        return "images";
    }

    @Override
    public WorkSize size(JobRun<DrawSpec> run) {
        return new WorkSize(
                run.spec().count(), generators.require(images(run).generator()).preferredBatch());
    }

    @Override
    public List<Drawn> process(JobRun<DrawSpec> run, Block block) throws IOException {
        Corpus corpus = corpus(run);
        CorpusSpec.ImageSpec images = datasets.spec(corpus).images();
        ImageGenerator generator = generators.require(images.generator());
        int from = run.spec().from() + (int) block.from();
        List<ImageRequest> requests = prompts.requests(corpus, images, from, block.size());
        List<GeneratedImage> drawn = generator.generate(requests);
        List<Drawn> output = new ArrayList<>(drawn.size());
        for (int i = 0; i < drawn.size(); i++) {
            ImageFiles.Stored stored =
                    files.store(corpus.id(), from + i, requests.get(i), generator.modelId(), drawn.get(i));
            output.add(new Drawn(from + i, requests.get(i), drawn.get(i), stored));
        }
        return output;
    }

    @Override
    public void commit(JobRun<DrawSpec> run, Block block, List<Drawn> output) {
        String generator = images(run).generator();
        rows.insert(run.spec(), generator, output);
    }

    private Corpus corpus(JobRun<DrawSpec> run) {
        return datasets.requireCorpus(new CorpusId(run.spec().corpus()));
    }

    private CorpusSpec.ImageSpec images(JobRun<DrawSpec> run) {
        return datasets.spec(corpus(run)).images();
    }

    /** The rows of {@code sample_image}. */
    @Component
    static class Rows {

        private final BulkInsert bulk;
        private final JsonMapper json;

        Rows(BulkInsert bulk, JsonMapper json) {
            this.bulk = bulk;
            this.json = json;
        }

        void insert(DrawSpec spec, String generator, List<Drawn> output) {
            bulk.insert("sample_image", COLUMNS, output, (drawn, row) -> {
                StoredObject image = drawn.files().image();
                StoredObject mask = drawn.files().mask();
                row.uuid(spec.corpus())
                        .int4(drawn.ordinal())
                        .text(image.name().value())
                        .bytea(image.sha256().bytes())
                        .int4(Math.toIntExact(image.bytes()))
                        .int2((short) drawn.image().pixels().width())
                        .int2((short) drawn.image().pixels().height())
                        .int8(drawn.request().seed())
                        .text(generator)
                        .jsonb(json.writeValueAsString(drawn.image().settings()))
                        .text(mask == null ? null : mask.name().value())
                        .textArray(drawn.image().unrendered());
            });
        }
    }
}
