package ai.medsyn.evaluation.imports;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.imports.ImportSpec.Layout;
import ai.medsyn.evaluation.imports.ImportSpec.Patients;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.SampleView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which split a film comes to, and that patients are in one. */
class ImportSplitsTest extends ImportBench {

    private TestFilms torn(String folder) {
        return films(folder)
                .table("file,label,split,patient")
                .film("1.png,Mass,train,a")
                .film("2.png,Mass,train,a")
                .film("3.png,Nodule,test,a")
                .film("4.png,Nodule,valid,b")
                .film("5.png,Nodule,test,b")
                .film("6.png,Nodule,test,c")
                .write("index.csv");
    }

    @Test
    void a_patient_in_two_splits_is_refused_by_default() {
        torn("torn");
        assertThat(run(spec("torn", Layout.CSV, null)).error()).satisfies(error -> {
            assertThat(error.code()).isEqualTo("patients-in-two-splits");
            assertThat(error.message()).contains("found 2 in several");
        });
    }

    @Test
    void a_patient_in_two_splits_is_put_together_where_that_is_asked_for() {
        torn("corrected");
        JsonNode result = imported(spec("corrected", Layout.CSV, Patients.CORRECTED));
        assertThat(samples.stream(dataset(result).id()).map(SampleView::split))
                .containsExactly("train", "train", "train", "test", "test", "test");
        assertThat(counts(result.get("notes")))
                .isEqualTo(Map.of("patients-in-two-splits", 2, "films-moved-to-their-patients-split", 2));
    }

    @Test
    void a_patient_in_two_splits_stays_there_where_the_source_is_to_be_kept() {
        torn("faithful");
        JsonNode result = imported(spec("faithful", Layout.CSV, Patients.FAITHFUL));
        assertThat(samples.stream(dataset(result).id()).map(SampleView::split))
                .containsExactly("train", "train", "test", "validate", "test", "test");
        assertThat(counts(result.get("notes"))).isEqualTo(Map.of("patients-in-two-splits", 2));
    }

    @Test
    void films_without_splits_get_one_per_patient() {
        TestFilms films = films("unsplit").table("file,label,patient");
        for (int i = 0; i < 40; i++) {
            films.film(i + ".png,Mass,patient " + i / 4);
        }
        films.write("index.csv");
        Dataset dataset = dataset(imported(spec("unsplit", Layout.CSV, null)));
        List<String> splits =
                samples.stream(dataset.id()).map(SampleView::split).toList();
        for (int i = 0; i < 40; i++) {
            assertThat(splits.get(i)).isEqualTo(splits.get(i / 4 * 4));
        }
        assertThat(splits).contains("train").doesNotContainNull();
        assertThat(List.copyOf(new java.util.TreeSet<>(splits))).hasSizeGreaterThan(1);
    }
}
