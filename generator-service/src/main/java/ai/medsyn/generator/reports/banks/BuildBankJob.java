package ai.medsyn.generator.reports.banks;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.Lexicon;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The job {@code entity-banks.build}: reads the source, counts, and makes the bank ready. After a crash it reads again from the start. */
@Component
class BuildBankJob implements CoordinatorJob<BankSpec> {

    static final String KIND = "entity-banks.build";

    private final Banks banks;
    private final BankRows rows;
    private final CorpusEntities corpus;
    private final ArtifactStore store;
    private final LineageGraph lineage;

    BuildBankJob(Banks banks, BankRows rows, CorpusEntities corpus, ArtifactStore store, LineageGraph lineage) {
        this.banks = banks;
        this.rows = rows;
        this.corpus = corpus;
        this.store = store;
        this.lineage = lineage;
    }

    /** What was built, and the rows of a list that were left out by reason. */
    record Result(UUID bank, String reference, int reports, int entities, Map<String, Integer> dropped) {}

    @Override
    public JobType<BankSpec> type() {
        return new JobType<>(KIND, BankSpec.class, "cpu", "reports");
    }

    @Override
    public Result run(JobRun<BankSpec> run, CoordinatorProgress progress) throws IOException {
        Bank bank = banks.require(run.spec().bank().toString(), run.team());
        BankCounts counts = new BankCounts();
        Map<String, Integer> dropped = Map.of();
        BankStatistics.Texts texts = null;
        switch (bank.source().origin()) {
            case LEXICON -> lexicon(counts);
            case LIST -> dropped = list(bank, counts);
            case REPORT_SET -> {
                UUID set = Objects.requireNonNull(bank.source().reportSet());
                lineage.input(run.id(), LineageNode.reportSet(set));
                texts = corpus.count(set, counts, progress);
            }
        }
        BankCounts.Counted counted = counts.counted();
        if (counted.entries().isEmpty()) {
            throw new JobFailure(
                    "bank-empty",
                    "at least one entity was expected in the source of bank " + bank.reference() + ", found none");
        }
        if (bank.source().extractor() != null) {
            lineage.input(run.id(), LineageNode.model(bank.source().extractor()));
        }
        lineage.output(run.id(), LineageNode.entityBank(bank.id()));
        progress.report(counted.reports(), counted.reports(), "writing the bank");
        rows.write(bank.id(), counted, texts);
        return new Result(
                bank.id(),
                bank.reference(),
                counted.reports(),
                counted.entries().size(),
                dropped);
    }

    private static void lexicon(BankCounts counts) {
        for (EntityCategory category : EntityCategory.values()) {
            Lexicon.builtIn().entities(category).forEach(entity -> counts.count(entity, 1));
        }
    }

    private Map<String, Integer> list(Bank bank, BankCounts counts) throws IOException {
        ObjectName name = new ObjectName(Objects.requireNonNull(bank.source().list()));
        try (InputStream content = new BufferedInputStream(store.open(name))) {
            return new EntityListReader(new Synonyms(Lexicon.builtIn())).read(content, counts);
        }
    }
}
