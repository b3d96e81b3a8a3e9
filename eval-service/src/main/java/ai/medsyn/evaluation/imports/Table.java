package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.JobFailure;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A table with a header row.
 *
 * @param name the file's name, for messages
 * @param header column names as they stand in the file
 * @param rows all rows below the header
 * @param sha256 of the file
 */
record Table(String name, List<String> header, List<Row> rows, Sha256 sha256) {

    /** Larger than the tables of any public collection of films, small enough to be held. */
    private static final long LARGEST = 1L << 30;

    /**
     * One row.
     *
     * @param line number of the row in the file, the header's being 1
     */
    record Row(long line, List<String> values) {

        /** The value of a column, without blanks around it; empty where the row is too short. */
        String value(int column) {
            return column < values.size() ? values.get(column).trim() : "";
        }

        String value(OptionalInt column) {
            return column.isPresent() ? value(column.getAsInt()) : "";
        }
    }

    /**
     * Reads a file: CSV (RFC 4180, UTF-8), tab-separated where it is named {@code .tsv}, either of them in gzip or not.
     *
     * @throws JobFailure if it is none
     */
    static Table read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > LARGEST) {
            throw new JobFailure(
                    "table-too-large",
                    "expected a table of at most 1 GiB, found " + name + " of " + Files.size(file) + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        boolean tabs = name.toLowerCase(Locale.ROOT).contains(".tsv");
        CSVFormat format = (tabs ? CSVFormat.TDF : CSVFormat.RFC4180)
                .builder()
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(reader(bytes, name), format)) {
            List<Row> rows = parser.stream()
                    .map(row -> new Row(row.getRecordNumber(), List.of(row.values())))
                    .toList();
            if (rows.isEmpty()) {
                throw new JobFailure("table-broken", "expected a header row in " + name + ", found an empty file");
            }
            return new Table(name, rows.get(0).values(), rows.subList(1, rows.size()), Sha256.of(bytes));
        } catch (UncheckedIOException | IllegalStateException broken) {
            Throwable cause = broken.getCause() == null ? broken : broken.getCause();
            throw new JobFailure(
                    "table-broken",
                    "expected comma-separated values with closed quotes in " + name + ", found: " + cause.getMessage(),
                    broken);
        }
    }

    private static BufferedReader reader(byte[] bytes, String name) throws IOException {
        boolean gzip = bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        byte[] plain = bytes;
        if (gzip) {
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                plain = unpacked.readNBytes((int) LARGEST + 1);
            }
            if (plain.length > LARGEST) {
                throw new JobFailure(
                        "table-too-large", "expected a table of at most 1 GiB, found more in the compressed " + name);
            }
        }
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(plain), StandardCharsets.UTF_8));
    }

    /** The first column that has one of these names, whatever its case, blanks and underscores. */
    OptionalInt column(List<String> names) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(normal(header.get(i)), i);
        }
        return names.stream()
                .map(Table::normal)
                .filter(columns::containsKey)
                .mapToInt(columns::get)
                .findFirst();
    }

    /** Without case, blanks, underscores, and the byte order mark that spreadsheets write. */
    private static String normal(String column) {
        return column.replaceAll("[\uFEFF\\s_-]", "").toLowerCase(Locale.ROOT);
    }
}
