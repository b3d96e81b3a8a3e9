package ai.medsyn.generator.reports.banks;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.ReportText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the reports of a report set mention. */
@Component
class CorpusEntities {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final EntityExtractor extractor;
    private final Synonyms synonyms = new Synonyms(Lexicon.builtIn());

    CorpusEntities(JdbcClient jdbc, EntityExtractor extractor) {
        this.jdbc = jdbc;
        this.extractor = extractor;
    }

    /** Counts every report once for each entity it mentions; a report that mentions none counts as a report. */
    Map<String, Integer> count(UUID reportSet, BankCounts counts, CoordinatorProgress progress) {
        int total = jdbc.sql("select count(*) from real_report where report_set = ?")
                .param(reportSet)
                .query(Integer.class)
                .single();
        for (int from = 0; from < total; from += BATCH) {
            progress.report(from, total, "reading reports");
            // Extraction is stateless, and the order of the reports is kept: the counts do not depend on the
            // processors.
            read(reportSet, from).parallelStream().map(this::entities).toList().forEach(counts::report);
        }
        return Map.of();
    }

    private List<String> read(UUID reportSet, int from) {
        return jdbc.sql("""
                        select findings, impression from real_report
                        where report_set = ? and ordinal >= ? and ordinal < ? order by ordinal
                        """)
                .params(reportSet, from, from + BATCH)
                .query((row, number) -> ReportText.join(row.getString("findings"), row.getString("impression")))
                .list();
    }

    private Set<Entity> entities(String text) {
        return extractor.extract(text).stream()
                .map(mention -> synonyms.unify(
                        mention.entity().category(), mention.entity().name()))
                .collect(Collectors.toSet());
    }
}
