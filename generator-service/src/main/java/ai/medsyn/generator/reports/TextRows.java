package ai.medsyn.generator.reports;

import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.lineage.TextDigest;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.ReportText;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of table {@code sample}. */
@Component
class TextRows {

    private static final List<String> COLUMNS = List.of(
            "corpus",
            "ordinal",
            "findings",
            "impression",
            "prompt_source",
            "entities",
            "labels",
            "token_count",
            "seed",
            "writer",
            "attempts",
            "source_id",
            "text_sha256",
            "writing");

    private final BulkInsert bulk;
    private final JsonMapper json;

    TextRows(BulkInsert bulk, JsonMapper json) {
        this.bulk = bulk;
        this.json = json;
    }

    void insert(UUID corpus, List<CandidateText> texts) {
        bulk.insert(
                "sample",
                COLUMNS,
                texts,
                (text, row) -> row.uuid(corpus)
                        .int4(text.ordinal())
                        .text(text.report().findings())
                        .text(text.report().impression())
                        .text(text.promptSource())
                        .textArray(
                                text.entities().stream().map(Entity::toString).toList())
                        .jsonb(json.writeValueAsString(text.labels()))
                        .int4(ReportText.tokenCount(text.prompt()))
                        .int8(text.seed())
                        .text(text.writer())
                        .int2(text.report().attempts())
                        .text(text.sourceId())
                        .bytea(TextDigest.of(
                                        text.report().findings(), text.report().impression())
                                .bytes())
                        .jsonb(
                                text.report().writing() == null
                                        ? null
                                        : json.writeValueAsString(text.report().writing())));
    }
}
