package ai.medsyn.generator.reports;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The texts of report sets, as candidates. */
@Component
class RealReports {

    /** What stands for the writer of a real report. */
    static final String WRITER = "real";

    private final JdbcClient jdbc;
    private final CandidateTexts texts;

    RealReports(JdbcClient jdbc, CandidateTexts texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** The reports of a set from ordinal {@code from} on; a candidate has the ordinal of its report. */
    List<CandidateText> texts(UUID reportSet, long corpusSeed, int from, int count) {
        return jdbc.sql("""
                        select ordinal, source_id, findings, impression, prompt_source from real_report
                        where report_set = ? and ordinal >= ? and ordinal < ? order by ordinal
                        """)
                .params(reportSet, from, from + count)
                .query((row, number) -> {
                    int ordinal = row.getInt("ordinal");
                    WrittenReport report = new WrittenReport(row.getString("findings"), row.getString("impression"), 1);
                    return new CandidateText(
                            ordinal,
                            report,
                            row.getString("prompt_source"),
                            List.of(),
                            texts.labels(report),
                            CandidateTexts.seed(corpusSeed, ordinal),
                            WRITER,
                            row.getString("source_id"));
                })
                .list();
    }
}
