package ai.medsyn.gateway.exports;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.platform.artifacts.LocalArtifactStore;
import ai.medsyn.platform.artifacts.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FolderExporterTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private LocalArtifactStore store;
    private List<ExportSample> samples;
    private ExportDataset dataset;
    private Path folder;

    @BeforeEach
    void export() throws IOException {
        store = new LocalArtifactStore(directory.resolve("store"), false);
        samples = TestDatasets.samples(store, 4, 16);
        dataset = TestDatasets.dataset(samples);
        ExportResult result =
                LayoutExporter.folder(store, TestDatasets.properties(null)).export(dataset, samples.stream());
        folder = directory.resolve("store").resolve(result.prefix().value());
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void splits_lie_in_folders_that_carry_their_usual_names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "MANIFEST.sha256",
                            "README.md",
                            "contact-sheet.png",
                            "croissant.json",
                            "manifest.tsv",
                            "masks/000/000001.png",
                            "masks/000/000005.png",
                            "metadata.jsonl",
                            "test/000/000007.png",
                            "test/metadata.jsonl",
                            "train/000/000001.png",
                            "train/000/000003.png",
                            "train/metadata.jsonl",
                            "validation/000/000005.png",
                            "validation/metadata.jsonl");
        }
    }

    @Test
    void the_metadata_of_a_split_names_each_image_from_its_folder() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("train/metadata.jsonl"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo(
                        "{\"file_name\":\"000/000001.png\",\"key\":\"000001\",\"position\":0,\"ordinal\":1,\"split\":\"train\","
                                + "\"impression\":\"Small left pleural effusion “0”.\\nNo pneumothorax.\",\"findings\":\"The heart is normal.\","
                                + "\"prompt_source\":\"IMPRESSION\",\"token_count\":9,\"text_sha256\":\""
                                + samples.get(0).report().text().sha256()
                                + "\",\"entities\":[\"DISEASE:pleural effusion\",\"NON_DISEASE:pneumothorax\",\"ANATOMY:left lung\"],"
                                + "\"labels\":{\"No Finding\":\"\",\"Enlarged Cardiomediastinum\":\"\",\"Cardiomegaly\":\"\",\"Lung Opacity\":\"\","
                                + "\"Lung Lesion\":\"\",\"Edema\":\"\",\"Consolidation\":\"\",\"Pneumonia\":\"\",\"Atelectasis\":\"\","
                                + "\"Pneumothorax\":\"NEGATIVE\",\"Pleural Effusion\":\"POSITIVE\",\"Pleural Other\":\"\",\"Fracture\":\"\","
                                + "\"Support Devices\":\"\"},\"writer\":\"grammar-2\",\"text_seed\":1000,"
                                + "\"attempts\":1,\"source_id\":\"\",\"sha256\":\""
                                + samples.get(0).radiograph().image().sha256()
                                + "\",\"width\":16,\"height\":16,\"mask\":\"masks/000/000001.png\",\"generator\":\"phantom-6\","
                                + "\"image_seed\":-1,\"unrendered\":\"DISEASE:pneumonia\",\"generator_settings\":\"{\\\"view\\\":\\\"PA\\\"}\"}");
    }

    /** Arrow infers types from rows: a field that is null or an empty list in one split and not in another has two types. */
    @Test
    void every_row_has_the_same_fields_with_the_same_types() throws IOException {
        List<String> shapes = Files.readAllLines(folder.resolve("metadata.jsonl")).stream()
                .map(line -> shape(JSON.readTree(line)))
                .distinct()
                .toList();
        assertThat(shapes).hasSize(1);
        assertThat(shapes.get(0)).doesNotContain("NULL", "[]");
    }

    private static String shape(JsonNode node) {
        if (node.isObject()) {
            return node.propertyStream()
                    .map(field -> field.getKey() + ":" + shape(field.getValue()))
                    .toList()
                    .toString();
        }
        return node.isArray()
                ? node.valueStream()
                        .map(value -> shape(value))
                        .distinct()
                        .toList()
                        .toString()
                : node.getNodeType().toString();
    }

    @Test
    void the_metadata_in_the_root_lists_all_samples_in_position_order() throws IOException {
        List<JsonNode> rows = Files.readAllLines(folder.resolve("metadata.jsonl")).stream()
                .map(JSON::readTree)
                .toList();
        assertThat(rows).extracting(row -> row.get("position").asInt()).containsExactly(0, 1, 2, 3);
        for (JsonNode row : rows) {
            assertThat(folder.resolve(row.get("file_name").asString())).isRegularFile();
        }
        assertThat(rows.get(1).get("mask").asString()).isEmpty();
        assertThat(rows.get(2).get("split").asString()).isEqualTo("validate");
    }

    @Test
    void the_contact_sheet_shows_the_first_samples() throws IOException {
        GrayImage sheet = ImageDecoder.decode(Files.readAllBytes(folder.resolve("contact-sheet.png")), 10_000_000)
                .gray();
        assertThat(sheet.width()).isGreaterThan(4 * 256);
    }

    @Test
    void the_checksum_list_holds_for_the_folder_as_it_lies_on_disk() throws Exception {
        Process check = new ProcessBuilder("sha256sum", "--quiet", "--strict", "-c", "MANIFEST.sha256")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void the_croissant_card_has_what_version_1_1_requires() throws IOException {
        JsonNode card = JSON.readTree(Files.readAllBytes(folder.resolve("croissant.json")));
        assertThat(card.get("@type").asString()).isEqualTo("sc:Dataset");
        assertThat(card.get("conformsTo").get(0).asString()).isEqualTo("http://mlcommons.org/croissant/1.1");
        for (String required : List.of(
                "@context",
                "name",
                "description",
                "license",
                "url",
                "creator",
                "datePublished",
                "version",
                "distribution")) {
            assertThat(card.has(required)).as(required).isTrue();
        }
        assertThat(card.get("isLiveDataset").asBoolean()).isFalse();
        assertThat(card.get("datePublished").asString()).isEqualTo("2026-03-01T11:30:00Z");
        assertThat(card.at("/prov:wasGeneratedBy/prov:wasAssociatedWith")).hasSize(2);
        assertThat(card.at("/prov:wasDerivedFrom/@id").asString())
                .isEqualTo("urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7");

        JsonNode metadata = card.at("/distribution/0");
        assertThat(metadata.get("@type").asString()).isEqualTo("cr:FileObject");
        assertThat(metadata.get("sha256").asString())
                .isEqualTo(Sha256.of(Files.readAllBytes(folder.resolve("metadata.jsonl")))
                        .hex());
        assertThat(card.at("/distribution/1/includes"))
                .extracting(JsonNode::asString)
                .containsExactly("test/*/*.png", "train/*/*.png", "validation/*/*.png");
    }

    @Test
    void every_column_of_the_metadata_is_a_field_of_the_record_set() throws IOException {
        JsonNode card = JSON.readTree(Files.readAllBytes(folder.resolve("croissant.json")));
        List<String> fields = card.at("/recordSet/1/field")
                .valueStream()
                .map(field -> field.get("@id").asString().substring("samples/".length()))
                .toList();
        String line = Files.readAllLines(folder.resolve("metadata.jsonl")).get(0);
        assertThat(fields).containsAll(JSON.readTree(line).propertyNames());
    }

    @Test
    void the_readme_is_a_dataset_card_that_says_what_the_data_is() throws IOException {
        String readme = Files.readString(folder.resolve("README.md"));
        assertThat(readme)
                .startsWith("---\npretty_name: \"effusions \\\"left\\\" 1.1.0\"\nlicense: cc0-1.0\n")
                .contains("  - split: validation\n    path: \"validation/**\"\n")
                .contains("Not for diagnosis")
                .contains("| Rejected: TOO_DARK | 2 |")
                .contains("| Team | radiology \\| lab |")
                .contains("| Pneumothorax | 0 | 4 | 0 |")
                .contains("| DISEASE | 1 | 4 | 4 | 1.0000 | 0.0000 |")
                .contains("| acceptance rate | 0.5000 |")
                .contains("/v1/datasets/" + TestDatasets.ID + "/samples/ORDINAL/replay")
                .contains(dataset.release().manifestDigest().hex());
    }
}
