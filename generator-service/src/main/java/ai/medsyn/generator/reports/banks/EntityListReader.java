package ai.medsyn.generator.reports.banks;

import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV of entities with the columns {@code category} and {@code name}, and {@code reports} where counts are known. Categories are written as RaTE-NER
 * or as this platform does: {@code NON-DISEASE}, {@code non_disease}.
 */
final class EntityListReader {

    private static final int MAX_ENTITIES = 1_000_000;
    private static final int MAX_NAME = 200;

    private final Synonyms synonyms;

    EntityListReader(Synonyms synonyms) {
        this.synonyms = synonyms;
    }

    /**
     * Counts what the list holds.
     *
     * @return rows that were left out, by reason
     * @throws JobFailure {@code entity-list-broken}, {@code columns-missing} or {@code too-many-entities}
     */
    Map<String, Integer> read(InputStream content, BankCounts counts) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setTrim(true)
                .get();
        Map<String, Integer> dropped = new TreeMap<>();
        try (CSVParser rows = format.parse(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            if (!rows.getHeaderMap().containsKey("category")
                    || !rows.getHeaderMap().containsKey("name")) {
                throw new JobFailure(
                        "columns-missing",
                        "the columns category and name were expected, found " + rows.getHeaderNames()
                                + "; the column reports is optional");
            }
            for (CSVRecord row : rows) {
                String reason = take(row, counts);
                if (!reason.isEmpty()) {
                    dropped.merge(reason, 1, Integer::sum);
                }
                if (counts.distinct() > MAX_ENTITIES) {
                    throw new JobFailure("too-many-entities", "at most " + MAX_ENTITIES + " entities make a bank");
                }
            }
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException broken) {
            throw new JobFailure("entity-list-broken", "a CSV in UTF-8 was expected: " + broken.getMessage(), broken);
        }
        return dropped;
    }

    /** Why a row is left out; empty if it is counted. */
    private String take(CSVRecord row, BankCounts counts) {
        String name = row.isSet("name") ? row.get("name") : "";
        if (name.length() > MAX_NAME) {
            return "name-too-long";
        }
        EntityCategory category;
        int reports;
        try {
            category = EntityCategory.valueOf(
                    row.get("category").toUpperCase(Locale.ROOT).replace('-', '_'));
            reports = row.isSet("reports") ? Integer.parseInt(row.get("reports")) : 1;
        } catch (NumberFormatException noCount) {
            return "count-unreadable";
        } catch (IllegalArgumentException noCategory) {
            return "category-unknown";
        }
        Entity entity = synonyms.unify(category, name);
        if (entity.name().isEmpty()) {
            return "name-empty";
        }
        if (reports < 1) {
            return "never-mentioned";
        }
        counts.count(entity, reports);
        return "";
    }
}
