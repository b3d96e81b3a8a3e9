package ai.medsyn.radiology.readers;

import ai.medsyn.radiology.ReportSections;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reports in a CSV file (RFC 4180, UTF-8) with a header line. Columns are found by name, in any order and case:
 * {@code impression} and {@code findings} (one is enough), or {@code report} with both sections under their headings;
 * optionally {@code id} and {@code view}. Other columns are ignored.
 */
public final class CsvReportReader implements ReportReader {

    private static final List<String> ID = List.of("id", "report_id", "study_id", "uid", "filename");
    private static final List<String> VIEW = List.of("view", "view_position", "viewposition", "projection");
    private static final List<String> REPORT = List.of("report", "text");

    private final ReadLimits limits;
    private final Repeats repeats;

    public CsvReportReader() {
        this(ReadLimits.DEFAULT);
    }

    public CsvReportReader(ReadLimits limits) {
        this(limits, Repeats.KEEP);
    }

    public CsvReportReader(ReadLimits limits, Repeats repeats) {
        this.limits = limits;
        this.repeats = repeats;
    }

    @Override
    public ReadSummary read(InputStream input, Consumer<SourceReport> consumer) throws IOException {
        ReportIntake intake = new ReportIntake(consumer, repeats);
        BoundedInputStream bounded = new BoundedInputStream(new UnclosedInputStream(input), limits.totalBytes());
        BufferedReader reader = new BufferedReader(new InputStreamReader(bounded, StandardCharsets.UTF_8));
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        try (CSVParser parser = CSVParser.parse(reader, format)) {
            Iterator<CSVRecord> rows = parser.iterator();
            Map<String, Integer> columns = columns(next(rows));
            for (CSVRecord row = next(rows); row != null; row = next(rows)) {
                if (intake.read() == limits.reports()) {
                    throw new ReportFormatException(
                            "too-many-reports",
                            "expected at most " + limits.reports() + " reports, found more; split the file");
                }
                take(row, columns, intake);
            }
        }
        return intake.summary();
    }

    private void take(CSVRecord row, Map<String, Integer> columns, ReportIntake intake) throws ReportFormatException {
        long size = 0;
        for (String value : row) {
            size += value.length();
        }
        if (size > limits.reportBytes()) {
            throw new ReportFormatException(
                    "report-too-large",
                    "expected at most " + limits.reportBytes() + " characters in a row, found " + size + " in row "
                            + row.getRecordNumber());
        }
        String id = value(row, columns, ID);
        String findings = value(row, columns, List.of("findings"));
        String impression = value(row, columns, List.of("impression"));
        if (findings.isBlank() && impression.isBlank()) {
            ReportSections sections = ReportSections.parse(value(row, columns, REPORT));
            findings = sections.findings();
            impression = sections.impression();
        }
        intake.take(
                id.isBlank() ? "row-" + (row.getRecordNumber() - 1) : id.trim(),
                findings,
                impression,
                value(row, columns, VIEW));
    }

    private static Map<String, Integer> columns(@Nullable CSVRecord first) throws ReportFormatException {
        Map<String, Integer> columns = new HashMap<>();
        List<String> header = first == null ? List.of() : first.toList();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(normal(header.get(i)), i);
        }
        boolean text = columns.containsKey("findings") || columns.containsKey("impression");
        if (!text && REPORT.stream().noneMatch(columns::containsKey)) {
            throw new ReportFormatException(
                    "columns-missing",
                    "expected a header with the columns 'impression' and 'findings' (one is enough) or 'report', and"
                            + " optionally 'id' and 'view'; found " + header);
        }
        return columns;
    }

    private static String value(CSVRecord row, Map<String, Integer> columns, List<String> names) {
        for (String name : names) {
            Integer column = columns.get(name);
            if (column != null && column < row.size()) {
                return row.get(column);
            }
        }
        return "";
    }

    /** Without case, blanks around it, and the byte order mark that spreadsheets write. */
    private static String normal(String column) {
        return column.replace("\uFEFF", "").trim().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static @Nullable CSVRecord next(Iterator<CSVRecord> rows) throws ReportFormatException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            if (e.getCause() instanceof ReportFormatException refusal) {
                throw refusal;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ReportFormatException(
                    "csv-broken",
                    "expected comma-separated values with closed quotes, found: " + cause.getMessage(),
                    e);
        }
    }
}
