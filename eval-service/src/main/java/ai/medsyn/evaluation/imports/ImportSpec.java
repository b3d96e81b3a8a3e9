package ai.medsyn.evaluation.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Films to import as a dataset of origin REAL.
 *
 * @param name the team's name for the dataset; importing again under one name makes a new version
 * @param source where the films lie
 * @param tables what the files beside the films say about them
 * @param rules which films count and how they are split
 * @param seed decides the split of patients where the source has none
 */
public record ImportSpec(
        @NotNull
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
                message =
                        "must be 1 to 100 letters, digits, dots, hyphens or underscores, starting with a letter or digit")
        String name,

        @NotNull @Valid Source source,
        @Valid Tables tables,
        @Valid Rules rules,
        long seed) {

    // What is left out has its default. (Jackson gives null where the request says nothing.)
    public ImportSpec {
        tables = Objects.requireNonNullElse(tables, Tables.DEFAULT);
        rules = Objects.requireNonNullElse(rules, Rules.DEFAULT);
    }

    /** How a source names its files and columns. */
    public enum Layout {
        /** A table with a header row and a folder of images. */
        @JsonProperty("csv")
        CSV,
        /** NIH ChestX-ray14: findings separated by bars, boxes on 1024 x 1024 pixels, lists of test patients. */
        @JsonProperty("nih")
        NIH
    }

    /** What becomes of a patient whose films the source puts into several splits. */
    public enum Patients {
        /** The import fails and says how many there are. */
        @JsonProperty("refuse")
        REFUSE,
        /** All films of such a patient go where most of them are; on a tie, to the test side. */
        @JsonProperty("corrected")
        CORRECTED,
        /** The source's splits stay as they are, and the result counts the patients. */
        @JsonProperty("faithful")
        FAITHFUL
    }

    /**
     * Where the films lie: in a folder that this service sees, or in an uploaded archive.
     *
     * @param location {@code root/path} below a configured root
     * @param upload object name of an archive (zip, tar, tar.gz)
     */
    public record Source(
            @NotNull Layout layout,
            @Size(max = 1000) @Nullable String location,
            @Size(max = 512) @Nullable String upload) {}

    /**
     * Files below the source, each by its path. CSV, or tab-separated where the name says so; gzip is recognised.
     *
     * @param images one row per film; null for the layout's usual names
     * @param boxes one row per box; null for the layout's usual name, if it is there
     * @param masks one row per mask (image, label, mask)
     * @param columns column by role ({@code image, labels, patient, view, split, age, sex, boxes, mask, findings, impression}); null
     *     for the usual names
     */
    public record Tables(
            @Size(max = 500) @Nullable String images,
            @Size(max = 500) @Nullable String boxes,
            @Size(max = 500) @Nullable String masks,
            @Size(max = 16) @Nullable Map<String, @NotNull String> columns) {

        static final Tables DEFAULT = new Tables(null, null, null, null);
    }

    /**
     * Which films count.
     *
     * @param splits take films of these splits of the source only; null for all
     * @param lateral whether lateral views are taken too; null for false, as in both papers
     * @param patients null for refuse
     * @param licence of the films, for the dataset's card; null if unknown
     */
    public record Rules(
            @Size(max = 16) @Nullable List<@NotNull String> splits,
            @Nullable Boolean lateral,
            @Nullable Patients patients,
            @Size(max = 500) @Nullable String licence) {

        static final Rules DEFAULT = new Rules(null, null, null, null);

        Patients patientPolicy() {
            return patients == null ? Patients.REFUSE : patients;
        }

        boolean takesLateral() {
            return Boolean.TRUE.equals(lateral);
        }
    }
}
