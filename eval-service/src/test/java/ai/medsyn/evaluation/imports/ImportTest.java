package ai.medsyn.evaluation.imports;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.evaluation.imports.ImportSpec.Layout;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.platform.lineage.Annotations;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.SampleView;
import ai.medsyn.platform.lineage.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is read of folders and archives, what is refused, and the layouts that are known. */
class ImportTest extends ImportBench {

    private static final String HEADER = "file,label,view,split,patient,age,sex,boxes";

    @Autowired
    Annotations annotations;

    @Test
    void a_folder_becomes_a_sealed_dataset_of_real_films_with_all_that_its_table_says() {
        films("whole")
                .table(HEADER)
                .film("a/1.png,Effusion|Mass,PA,train,p1,063Y,F,\"[[\"\"Mass\"\", 3, 4, 20.5, 30]]\"")
                .film("a/2.png,No Finding,AP,test,p2,,M,")
                .write("index.csv");
        JsonNode result = imported(spec("whole", Layout.CSV, null));
        Dataset dataset = dataset(result);
        assertThat(dataset.origin()).isEqualTo(Dataset.Origin.REAL);
        assertThat(dataset.manifestDigest()).isPresent();
        assertThat(counts(result.get("splits"))).isEqualTo(Map.of("train", 1, "test", 1));
        List<SampleView> all = samples.page(dataset.id(), 0, 10);
        assertThat(all).extracting(SampleView::split).containsExactly("train", "test");
        assertThat(all.get(0).text().sourceId()).isEqualTo("a/1.png");
        assertThat(json.readTree(all.get(0).text().labelsJson()))
                .isEqualTo(json.readTree(
                        "{\"Pleural Effusion\":\"POSITIVE\",\"Mass\":\"POSITIVE\",\"No Finding\":\"NEGATIVE\"}"));
        assertThat(annotations.find(dataset.corpus(), 0, 1))
                .containsEntry(
                        0,
                        new Annotation(
                                "p1", "PA", 63.0, "F", "train", List.of(new Annotation.Box("Mass", 3, 4, 20.5, 30))));
    }

    @Test
    void every_bad_row_is_rejected_with_its_reason_and_nothing_else() {
        films("bad")
                .table(HEADER)
                .film("good.png,Mass,PA,train,p1,,,")
                .row("good.png,Mass,PA,train,p1,,,")
                .row("absent.png,Mass,PA,train,p1,,,")
                .row("../outside.png,Mass,PA,train,p1,,,")
                .row(",Mass,PA,train,p1,,,")
                .file("broken.png", new byte[] {1, 2, 3})
                .row("broken.png,Mass,PA,train,p1,,,")
                .film("side.png,Mass,LATERAL,train,p1,,,")
                .film("out.png,Mass,PA,train,p1,,,\"[[\"\"Mass\"\", 60, 4, 20, 30]]\"")
                .film("flat.png,Mass,PA,train,p1,,,\"[[\"\"Mass\"\", 6, 4, 0, 30]]\"")
                .film("text.png,Mass,PA,train,p1,,,nonsense")
                .film("rounded.png,Mass,PA,train,p1,,,\"[[\"\"Mass\"\", 50, 4, 14.6, 30]]\"")
                .file("x/twice.png", TestFilms.image(1, 8))
                .file("y/twice.png", TestFilms.image(1, 8))
                .row("twice.png,Mass,PA,train,p1,,,")
                .write("index.csv");
        films("").file("outside.png", TestFilms.image(1, 8));
        JsonNode result = imported(spec("bad", Layout.CSV, null));
        assertThat(counts(result.get("rejected")))
                .isEqualTo(Map.of(
                        "image-repeated", 1,
                        "image-missing", 2,
                        "image-ambiguous", 1,
                        "image-broken", 1,
                        "row-broken", 1,
                        "view-not-frontal", 1,
                        "box-outside-image", 1,
                        "box-broken", 2));
        Dataset dataset = dataset(result);
        assertThat(samples.stream(dataset.id()).map(sample -> sample.text().sourceId()))
                .containsExactly("good.png", "rounded.png");
        assertThat(annotations.find(dataset.corpus(), 10, 11).get(10).boxes())
                .containsExactly(new Annotation.Box("Mass", 50, 4, 14, 30));
        assertThat(samples.verdicts(dataset.id(), 2)).singleElement().satisfies(verdict -> {
            assertThat(verdict.accepted()).isFalse();
            assertThat(verdict.filter()).isEqualTo("image-missing");
            assertThat(verdict.reason()).contains("absent.png");
        });
        List<Samples.Rejection> first = samples.rejections(dataset.id(), -1, "", 3);
        assertThat(first)
                .extracting(each -> each.ordinal() + " " + each.verdict().filter())
                .containsExactly("1 image-repeated", "2 image-missing", "3 image-missing");
        assertThat(samples.rejections(dataset.id(), 3, "image-missing", 100))
                .hasSize(7)
                .extracting(Samples.Rejection::ordinal)
                .isSorted()
                .doesNotContain(10);
    }

    @Test
    void masks_are_kept_where_they_fit_their_film() throws IOException {
        films("masks")
                .table("file,label")
                .film("fits.png,Pneumothorax")
                .film("other.png,Pneumothorax")
                .film("none.png,Pneumothorax")
                .write("index.csv")
                .file("masks/fits.png", TestFilms.mask(64, 10, 20))
                .file("masks/other.png", TestFilms.mask(32, 10, 20))
                .text(
                        "masks.csv",
                        "image,label,mask",
                        "fits.png,Pneumothorax,masks/fits.png",
                        "other.png,Pneumothorax,masks/other.png",
                        "none.png,Pneumothorax,masks/absent.png");
        JsonNode result = imported(spec("masks", Layout.CSV, null));
        assertThat(counts(result.get("rejected"))).isEqualTo(Map.of("mask-size", 1, "mask-broken", 1));
        ObjectName mask =
                samples.page(dataset(result).id(), 0, 1).get(0).image().mask();
        try (InputStream content = store.open(mask)) {
            MaskImage read = MaskImage.decode(content.readAllBytes(), 10_000);
            assertThat(read.names()).containsExactly("lesion:Pneumothorax");
            assertThat(read.region(List.of("lesion:Pneumothorax")).cardinality())
                    .isEqualTo(10 * 64);
        }
    }

    @Test
    void the_layout_of_nih_is_known() {
        films("nih")
                .table("Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position")
                .row("00000001_000.png,Cardiomegaly|Pleural_Thickening,0,1,058Y,M,PA")
                .row("00000002_000.png,No Finding,0,2,81,F,AP")
                .row("00000003_000.png,Kyphosis,0,3,81,F,AP")
                .file("images_001/images/00000001_000.png", TestFilms.image(1, 64))
                .file("images_002/images/00000002_000.png", TestFilms.image(2, 64))
                .file("images_002/images/00000003_000.png", TestFilms.image(3, 64))
                .write("Data_Entry_2017.csv")
                .text("test_list.txt", "00000002_000.png")
                .text(
                        "BBox_List_2017.csv",
                        "Image Index,Finding Label,Bbox [x,y,w,h],,,",
                        "00000001_000.png,Cardiomegaly,512,256,128,64,,,",
                        "00009999_000.png,Cardiomegaly,512,256,128,64,,,");
        JsonNode result = imported(spec("nih", Layout.NIH, null));
        Dataset dataset = dataset(result);
        assertThat(samples.stream(dataset.id()).map(SampleView::split)).containsExactly("train", "test");
        assertThat(counts(result.get("rejected"))).isEqualTo(Map.of("label-unknown", 1));
        assertThat(counts(result.get("notes"))).isEqualTo(Map.of("boxed-images-not-in-the-table", 1));
        assertThat(counts(result.get("positives")))
                .isEqualTo(Map.of("Cardiomegaly", 1, "Pleural Thickening", 1, "No Finding", 1));
        // Drawn on 1024 x 1024 pixels, stored with 64 x 64.
        assertThat(annotations.find(dataset.corpus(), 0, 1).get(0).boxes())
                .containsExactly(new Annotation.Box("Cardiomegaly", 32, 16, 8, 4));
    }

    @Test
    void a_column_per_label_says_present_absent_uncertain_or_nothing() {
        films("columns")
                .table("Path,Cardiomegaly,Edema,Pleural Effusion,Pleural Other")
                .film("1.png,1.0,0.0,-1.0,")
                .film("2.png,2.0,0.0,-1.0,")
                .write("index.csv");
        JsonNode result = imported(spec("columns", Layout.CSV, null));
        assertThat(json.readTree(
                        samples.page(dataset(result).id(), 0, 1).get(0).text().labelsJson()))
                .isEqualTo(json.readTree(
                        "{\"Cardiomegaly\":\"POSITIVE\",\"Edema\":\"NEGATIVE\",\"Pleural Effusion\":\"UNCERTAIN\"}"));
        assertThat(counts(result.get("rejected"))).isEqualTo(Map.of("label-unknown", 1));
    }

    /** Its tables have a column for the side and one for the projection, which lateral films lack, and none for patients. */
    @Test
    void the_tables_of_chexpert_are_read_as_they_are() {
        films("chexpert")
                .table("Path,Frontal/Lateral,AP/PA,No Finding,Pleural Effusion,Support Devices")
                .film("train/patient00001/study1/view1_frontal.jpg,Frontal,AP,,1.0,-1.0")
                .film("train/patient00001/study1/view2_lateral.jpg,Lateral,,,1.0,")
                .film("train/patient00002/study1/view1_frontal.jpg,Frontal,PA,1.0,,")
                .write("index.csv");
        JsonNode result = imported(spec("chexpert", Layout.CSV, null));
        assertThat(counts(result.get("rejected"))).isEqualTo(Map.of("view-not-frontal", 1));
        Dataset dataset = dataset(result);
        assertThat(annotations.find(dataset.corpus(), 0, 3).values())
                .extracting(Annotation::patient)
                .containsOnly("patient00001", "patient00002");
    }

    @Test
    void the_same_folder_gives_the_same_digest_and_a_changed_label_another() {
        TestFilms films = films("again").table("file,label").film("1.png,Mass").film("2.png,Nodule");
        films.write("index.csv");
        JsonNode first = imported(spec("again", Layout.CSV, null));
        JsonNode second = imported(spec("again", Layout.CSV, null));
        films.text("index.csv", "file,label", "1.png,Mass", "2.png,Mass|Nodule");
        JsonNode third = imported(spec("again", Layout.CSV, null));
        assertThat(second.get("manifestDigest")).isEqualTo(first.get("manifestDigest"));
        assertThat(third.get("manifestDigest")).isNotEqualTo(first.get("manifestDigest"));
        assertThat(List.of(first.get("version"), second.get("version")))
                .extracting(JsonNode::asString)
                .containsExactly("1.0.0", "2.0.0");
    }

    private Job upload(String name, byte[] archive) throws IOException {
        store.put(new ObjectName("uploads/" + name), archive);
        return run(new ImportSpec(name, new ImportSpec.Source(Layout.CSV, null, "uploads/" + name), null, null, 0));
    }

    @Test
    void an_archive_is_read_as_a_folder() throws IOException {
        Job job = upload(
                "zip",
                TestFilms.zip(Map.of(
                        "index.csv", "file,label\n1.png,Mass".getBytes(),
                        "images/1.png", TestFilms.image(1, 16))));
        assertThat(job.error()).isNull();
        assertThat(json.readTree(String.valueOf(job.result())).get("imported").asInt())
                .isEqualTo(1);
    }

    @Test
    void an_archive_whose_entries_leave_it_is_refused() throws IOException {
        Job job = upload("slip", TestFilms.zip(Map.of("../../index.csv", "file,label\n1.png,Mass".getBytes())));
        assertThat(job.error().code()).isEqualTo("archive-broken");
    }

    @Test
    void a_folder_without_a_usable_film_is_no_dataset() {
        films("empty").table("file,label").row("1.png,Mass").write("index.csv");
        assertThat(run(spec("empty", Layout.CSV, null)).error().code()).isEqualTo("nothing-imported");
    }

    @Test
    void a_table_without_images_names_what_it_lacks() {
        films("columnless").table("picture,label").row("1.png,Mass").write("index.csv");
        assertThat(run(spec("columnless", Layout.CSV, null)).error()).satisfies(error -> {
            assertThat(error.code()).isEqualTo("columns-missing");
            assertThat(error.message()).contains("[picture, label]");
        });
    }
}
