package ai.medsyn.generator.reports.banks;

import ai.medsyn.generator.reports.texts.TextDiversity;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.ReportText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the reports of a report set mention. */
@Component
class CorpusEntities {

    private static final int BATCH = 1_000;
    /** So many reports tell how a corpus is worded. */
    private static final int WORDED = 5_000;

    private final JdbcClient jdbc;
    private final EntityExtractor extractor;
    private final Synonyms synonyms = new Synonyms(Lexicon.builtIn());

    CorpusEntities(JdbcClient jdbc, EntityExtractor extractor) {
        this.jdbc = jdbc;
        this.extractor = extractor;
    }

    private record Report(String findings, String impression) {}

    /**
     * Counts every report once for each entity it mentions; a report that mentions none counts as a report.
     *
     * @return how the first reports are worded
     */
    BankStatistics.Texts count(UUID reportSet, BankCounts counts, CoordinatorProgress progress) {
        int total = jdbc.sql("select count(*) from real_report where report_set = ?")
                .param(reportSet)
                .query(Integer.class)
                .single();
        List<Report> first = new ArrayList<>();
        for (int from = 0; from < total; from += BATCH) {
            progress.report(from, total, "reading reports");
            // Extraction is stateless, and the order of the reports is kept: the counts do not depend on the
            // processors.
            List<Report> batch = read(reportSet, from);
            batch.parallelStream().map(this::entities).toList().forEach(counts::report);
            if (first.size() < WORDED) {
                first.addAll(batch);
            }
        }
        return new BankStatistics.Texts(
                TextDiversity.of(first.stream().map(Report::findings).toList()),
                TextDiversity.of(first.stream().map(Report::impression).toList()));
    }

    private List<Report> read(UUID reportSet, int from) {
        return jdbc.sql("""
                        select findings, impression from real_report
                        where report_set = ? and ordinal >= ? and ordinal < ? order by ordinal
                        """)
                .params(reportSet, from, from + BATCH)
                .query((row, number) -> new Report(row.getString("findings"), row.getString("impression")))
                .list();
    }

    private Set<Entity> entities(Report report) {
        return extractor.extract(ReportText.join(report.findings(), report.impression())).stream()
                .map(mention -> synonyms.unify(
                        mention.entity().category(), mention.entity().name()))
                .collect(Collectors.toSet());
    }
}
