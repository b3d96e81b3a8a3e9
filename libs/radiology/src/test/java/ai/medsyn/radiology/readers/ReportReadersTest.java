package ai.medsyn.radiology.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ReportReadersTest {

    private final List<SourceReport> kept = new ArrayList<>();

    @Test
    void an_archive_gives_its_reports_and_counts_what_it_drops() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("r/1.xml", report("CXR1", "The lungs are clear.", "No acute disease.", "PA and lateral chest"));
        entries.put("r/2.xml", report("CXR2", "Small left effusion.", "", "Chest XXXX"));
        entries.put("r/3.xml", report("CXR3", "", "", "PA chest"));
        entries.put("r/4.xml", report("CXR4", "Long enough text here.", "Normal chest.", "AP chest"));
        entries.put("r/5.xml", report("CXR5", "", "No acute disease.", "Lateral chest"));
        entries.put("r/6.xml", "<eCitation><uId id='CXR6'/>");
        entries.put("r/readme.txt", "not a report");

        ReadSummary summary = new OpenIReportReader().read(archive(entries), kept::add);

        assertThat(kept)
                .containsExactly(
                        new SourceReport("CXR1", "The lungs are clear.", "No acute disease.", PromptSource.IMPRESSION),
                        new SourceReport("CXR2", "Small left effusion.", "", PromptSource.FINDINGS));
        assertThat(kept).extracting(SourceReport::prompt).containsExactly("No acute disease.", "Small left effusion.");
        assertThat(summary.read()).isEqualTo(6);
        assertThat(summary.kept()).isEqualTo(2);
        assertThat(summary.dropped())
                .containsExactly(
                        entry("no-text", 1), entry("not-frontal", 1), entry("too-short", 1), entry("unreadable", 1));
    }

    @Test
    void repeated_reports_are_counted_or_dropped_and_marks_of_removed_words_taken_out() throws IOException {
        String csv = """
                id,impression
                a,1. No acute XXXX disease.
                b,1. No acute disease.
                c,No acute disease
                d,"No acute, disease!"
                e,___ ___ ___
                f,Small left effusion.
                """;
        ReadSummary all = new CsvReportReader().read(stream(csv), kept::add);
        assertThat(kept)
                .extracting(SourceReport::prompt)
                .containsExactly(
                        "1. No acute disease.",
                        "1. No acute disease.",
                        "No acute disease",
                        "No acute, disease!",
                        "Small left effusion.");
        assertThat(all.dropped()).isEqualTo(Map.of("no-text", 1));
        assertThat(all.noted()).isEqualTo(Map.of("removed-words", 1, "same-text", 1, "same-words", 2));

        kept.clear();
        ReadSummary distinct = new CsvReportReader(ReadLimits.DEFAULT, Repeats.DROP).read(stream(csv), kept::add);
        assertThat(kept).extracting(SourceReport::id).containsExactly("a", "f");
        assertThat(distinct.dropped()).isEqualTo(Map.of("duplicate", 3, "no-text", 1));
    }

    @Test
    void an_entity_bomb_is_refused() throws IOException {
        String bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
                + "<x><AbstractText Label='IMPRESSION'>&b;&b;&b; one two three</AbstractText></x>";
        assertRefused(new OpenIReportReader(), archive(Map.of("bomb.xml", bomb)), "document-type");
        assertThat(kept).isEmpty();
    }

    @Test
    void a_file_outside_of_the_document_is_never_read() throws IOException {
        String attack = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
                + "<x><AbstractText Label='IMPRESSION'>one two three &a;</AbstractText></x>";
        assertRefused(new OpenIReportReader(), archive(Map.of("attack.xml", attack)), "document-type");
        assertThat(kept).isEmpty();
    }

    @Test
    void names_that_leave_the_archive_are_names_only() throws IOException {
        String report = report("CXR1", "", "No acute disease.", "");
        assertThat(new OpenIReportReader()
                        .read(archive(Map.of("../../../outside.xml", report)), kept::add)
                        .kept())
                .isEqualTo(1);
        assertThat(kept.get(0).id()).isEqualTo("CXR1");
    }

    @Test
    void a_damaged_archive_is_told_apart_from_a_foreign_file() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            entries.put(i + ".xml", report("CXR" + i, "", "No acute disease number " + i, ""));
        }
        byte[] whole = archive(entries).readAllBytes();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertRefused(new OpenIReportReader(), new ByteArrayInputStream(half), "archive-broken");
        assertRefused(new OpenIReportReader(), stream("this is no archive at all"), "gzip-broken");
        assertRefused(new OpenIReportReader(), archive(Map.of("a.txt", "text")), "no-reports");
    }

    @Test
    void an_archive_beyond_the_limits_is_refused() throws IOException {
        String large = report("CXR1", "word ".repeat(1_000), "", "");
        assertRefused(
                new OpenIReportReader(new ReadLimits(2_000, 10, 1 << 20)),
                archive(Map.of("a.xml", large)),
                "report-too-large");
        assertRefused(
                new OpenIReportReader(new ReadLimits(1 << 20, 10, 4_000)),
                archive(Map.of("a.xml", large)),
                "too-large");
        Map<String, String> three = Map.of("1.xml", large, "2.xml", large, "3.xml", large);
        assertRefused(new OpenIReportReader(new ReadLimits(1 << 20, 2, 1 << 20)), archive(three), "too-many-reports");
    }

    @Test
    void csv_columns_are_found_by_name() throws IOException {
        String csv = """
                \uFEFFView, Impression ,Study_ID,Findings,extra
                PA,"No acute disease, really.",s1,Clear lungs.,x
                LATERAL,No acute disease.,s2,,x
                ,,s3,"A ""small"" left effusion.",x
                AP,,,,x
                """;
        ReadSummary summary = new CsvReportReader().read(stream(csv), kept::add);

        assertThat(kept)
                .containsExactly(
                        new SourceReport("s1", "Clear lungs.", "No acute disease, really.", PromptSource.IMPRESSION),
                        new SourceReport("s3", "A \"small\" left effusion.", "", PromptSource.FINDINGS));
        assertThat(summary).isEqualTo(new ReadSummary(4, 2, Map.of("no-text", 1, "not-frontal", 1), Map.of()));
    }

    @Test
    void a_csv_report_column_is_cut_at_its_headings() throws IOException {
        String csv =
                "id,report\n1,\"INDICATION: cough. FINDINGS: Small effusion.\nIMPRESSION: Left pleural effusion.\"\n";
        new CsvReportReader().read(stream(csv), kept::add);

        assertThat(kept)
                .containsExactly(
                        new SourceReport("1", "Small effusion.", "Left pleural effusion.", PromptSource.IMPRESSION));
    }

    @Test
    void a_csv_without_text_columns_is_refused_with_what_was_found_and_expected() {
        assertThatThrownBy(() -> new CsvReportReader().read(stream("id,label\n1,2\n"), kept::add))
                .hasMessageContaining("[id, label]")
                .hasMessageContaining("'impression' and 'findings'")
                .asInstanceOf(InstanceOfAssertFactories.type(ReportFormatException.class))
                .extracting(ReportFormatException::reason)
                .isEqualTo("columns-missing");
        assertRefused(new CsvReportReader(), stream(""), "columns-missing");
    }

    @Test
    void a_broken_or_endless_csv_is_refused() {
        assertRefused(new CsvReportReader(), stream("impression\n\"never closed"), "csv-broken");
        ReadLimits small = new ReadLimits(100, 2, 1_000);
        assertRefused(new CsvReportReader(small), stream("impression\n\"" + "a".repeat(5_000)), "too-large");
        assertRefused(new CsvReportReader(small), stream("impression\n" + "a ".repeat(80)), "report-too-large");
        assertRefused(new CsvReportReader(small), stream("impression\na b c\na b c\na b c\n"), "too-many-reports");
    }

    @Test
    void what_the_consumer_throws_passes_unchanged() {
        assertThatThrownBy(() -> new CsvReportReader().read(stream("impression\na b c\n"), report -> {
                    throw new IllegalStateException("the store is full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is full");
    }

    private void assertRefused(ReportReader reader, InputStream input, String reason) {
        assertThatThrownBy(() -> reader.read(input, kept::add))
                .asInstanceOf(InstanceOfAssertFactories.type(ReportFormatException.class))
                .extracting(ReportFormatException::reason)
                .isEqualTo(reason);
    }

    private static String report(String id, String findings, String impression, String caption) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <eCitation><uId id="%s"/><Abstract>
                <AbstractText Label="INDICATION">cough and fever</AbstractText>
                <AbstractText Label="FINDINGS">%s</AbstractText>
                <AbstractText Label="IMPRESSION">%s</AbstractText>
                </Abstract><parentImage id="i"><caption>%s</caption></parentImage></eCitation>
                """.formatted(id, findings, impression, caption);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream archive(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
                header.setSize(content.length);
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
