package ai.medsyn.evaluation.imports;

import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.BlockJob;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.jobs.WorkSize;
import ai.medsyn.platform.lineage.CorpusId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The job {@code dataset.import}: every row of a source's table becomes a sample or a rejection with its reason. */
@Component
class ImportJob implements BlockJob<ImportSpec, List<ImportRows.Outcome>> {

    static final String KIND = "dataset.import";

    private static final int BLOCK = 32;
    private static final int PER_FOLDER = 1_000;

    private final ImportPlans plans;
    private final ImportStart start;
    private final ArtifactStore store;
    private final ImportRows rows;
    private final ImportEnd end;

    ImportJob(ImportPlans plans, ImportStart start, ArtifactStore store, ImportRows rows, ImportEnd end) {
        this.plans = plans;
        this.start = start;
        this.store = store;
        this.rows = rows;
        this.end = end;
    }

    @Override
    public JobType<ImportSpec> type() {
        return new JobType<>(KIND, ImportSpec.class, "cpu", "films");
    }

    @Override
    public WorkSize size(JobRun<ImportSpec> run) {
        ImportPlan plan = plans.read(run.spec());
        start.begin(run, plan);
        return new WorkSize(plan.candidates().size(), BLOCK);
    }

    @Override
    public List<ImportRows.Outcome> process(JobRun<ImportSpec> run, Block block) throws IOException {
        ImportPlan plan = plans.of(run);
        FilmReader reader = new FilmReader(plans.folder(run.spec()));
        CorpusId corpus = ImportStart.corpusOf(run.id());
        List<ImportRows.Outcome> outcomes = new ArrayList<>(block.size());
        for (int ordinal = (int) block.from(); ordinal < block.to(); ordinal++) {
            outcomes.add(outcome(reader, corpus, ordinal, plan.candidates().get(ordinal)));
        }
        return outcomes;
    }

    private ImportRows.Outcome outcome(FilmReader reader, CorpusId corpus, int ordinal, Candidate candidate)
            throws IOException {
        if (candidate instanceof Candidate.Refused refused) {
            return new ImportRows.Rejected(ordinal, refused.image(), refused.reason(), refused.detail());
        }
        Candidate.Film film = (Candidate.Film) candidate;
        FilmReader.Reading reading = reader.read(film);
        if (reading instanceof FilmReader.Rejected rejected) {
            return new ImportRows.Rejected(ordinal, film.image(), rejected.reason(), rejected.detail());
        }
        FilmReader.Read read = (FilmReader.Read) reading;
        return new ImportRows.Imported(ordinal, film, read, keep(corpus, ordinal, read));
    }

    private ImportRows.Stored keep(CorpusId corpus, int ordinal, FilmReader.Read read) throws IOException {
        StoredObject image =
                store.put(name(corpus, "images", ordinal), PngEncoder.encode(read.pixels(), Map.of("Title", "Film")));
        StoredObject mask = read.mask() == null
                ? null
                : store.put(name(corpus, "masks", ordinal), read.mask().encode());
        return new ImportRows.Stored(image, mask);
    }

    private static ObjectName name(CorpusId corpus, String folder, int ordinal) {
        return new ObjectName(
                String.format("corpora/%s/%s/%03d/%06d.png", corpus, folder, ordinal / PER_FOLDER, ordinal));
    }

    @Override
    public void commit(JobRun<ImportSpec> run, Block block, List<ImportRows.Outcome> output) {
        rows.insert(ImportStart.corpusOf(run.id()), ImportStart.datasetOf(run.id()), output);
    }

    @Override
    public ImportEnd.Result conclude(JobRun<ImportSpec> run) {
        return end.seal(run, plans.of(run));
    }

    /** Rows that the tables alone refuse, by reason. */
    static SortedMap<String, Integer> refusals(ImportPlan plan) {
        SortedMap<String, Integer> refusals = new TreeMap<>();
        plan.candidates().forEach(candidate -> {
            if (candidate instanceof Candidate.Refused refused) {
                refusals.merge(refused.reason().code(), 1, Integer::sum);
            }
        });
        return refusals;
    }
}
