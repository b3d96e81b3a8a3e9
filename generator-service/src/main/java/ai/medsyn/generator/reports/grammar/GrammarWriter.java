package ai.medsyn.generator.reports.grammar;

import ai.medsyn.generator.reports.ReportWriter;
import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntitySet;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportText;
import java.util.List;

/**
 * The built-in writer: composes FINDINGS and IMPRESSION from a grammar, then reads its own text with the extractor. A text
 * that says less or more than requested, as a whole or in its IMPRESSION alone, is written again from a seed derived for the
 * attempt; the number of attempts is bounded.
 */
public final class GrammarWriter implements ReportWriter {

    private static final int MAX_ATTEMPTS = 24;
    /** Share of reports with an earlier examination to compare with. */
    private static final double COMPARING = 0.35;

    /** Spreads the attempt over all bits of the seed (the golden-ratio increment of SplitMix64). */
    private static final long ATTEMPT_STEP = 0x9E3779B97F4A7C15L;

    private final StatementPlanner planner;
    private final EntityExtractor extractor;
    private final SentenceReader reader;
    private final Names names;

    public GrammarWriter() {
        this(Lexicon.builtIn(), new LexiconExtractor(Lexicon.builtIn()));
    }

    GrammarWriter(Lexicon lexicon, EntityExtractor extractor) {
        this.planner = new StatementPlanner(lexicon);
        this.extractor = extractor;
        this.reader = new SentenceReader(extractor);
        this.names = new Names(extractor);
    }

    @Override
    public String modelId() {
        return "grammar-2";
    }

    @Override
    public boolean canSay(Entity entity) {
        return planner.knows(entity);
    }

    @Override
    public WrittenReport write(List<Entity> entities, long seed) {
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one entity, found none");
        }
        EntitySet requested = EntitySet.of(entities);
        for (int attempt = 1; ; attempt++) {
            WrittenReport report = attempt(requested, attempt, new Choice(seed + (attempt - 1) * ATTEMPT_STEP));
            EntitySet.Difference difference = difference(report, requested);
            if (difference.none()) {
                return report;
            }
            if (attempt == MAX_ATTEMPTS) {
                throw new UnfaithfulReportException(modelId(), attempt, difference);
            }
        }
    }

    private WrittenReport attempt(EntitySet requested, int attempt, Choice choice) {
        boolean comparing = choice.chance(COMPARING);
        List<Statement> statements = planner.plan(List.copyOf(requested.entities()), comparing, choice);
        GrammarBook book = GrammarBook.builtIn();
        SentenceMaker sentences = new SentenceMaker(book, names, reader, choice);
        ReportComposer composer = new ReportComposer(book, sentences, choice);
        return new WrittenReport(composer.findings(statements, comparing), composer.impression(statements), attempt);
    }

    private EntitySet.Difference difference(WrittenReport report, EntitySet requested) {
        EntitySet.Difference impression = read(report.impression()).against(requested);
        return impression.none()
                ? read(ReportText.join(report.findings(), report.impression())).against(requested)
                : impression;
    }

    private EntitySet read(String text) {
        return EntitySet.ofMentions(extractor.extract(text));
    }
}
