package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From one request to a sealed dataset that can be traced. */
class BuildTest {

    private final Api api = Platforms.api();
    private final JsonNode result = Platforms.reference();
    private final String dataset = result.path("dataset").asString();
    private final String path = "/v1/datasets/" + dataset;

    @Test
    void an_order_ends_as_a_sealed_dataset_of_exactly_the_requested_number_of_samples() {
        assertThat(result.path("accepted").asInt()).isEqualTo(Orders.COUNT);
        JsonNode sealed = api.get(path).expect(200).json();
        assertThat(sealed.path("state").asString()).isEqualTo("SEALED");
        assertThat(sealed.path("version").asString()).isEqualTo("1.0.0");
        assertThat(sealed.path("origin").asString()).isEqualTo("SYNTHETIC");
        assertThat(sealed.path("accepted").asInt()).isEqualTo(Orders.COUNT);
        assertThat(sealed.path("manifestDigest").asString())
                .matches("[0-9a-f]{64}")
                .isEqualTo(result.path("manifestDigest").asString());
        int rejected = 0;
        for (JsonNode reason : sealed.path("rejected")) {
            rejected += reason.asInt();
        }
        assertThat(sealed.path("generated").asInt())
                .isEqualTo(Orders.COUNT + rejected + result.path("surplus").asInt());
        assertThat(api.all("/v1/datasets", 2))
                .extracting(row -> row.path("id").asString())
                .contains(dataset)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_page_size_lists_every_sample_once() {
        for (int limit : new int[] {1, 3, Orders.COUNT, 500}) {
            List<JsonNode> samples = api.all(path + "/samples", limit);
            assertThat(samples)
                    .extracting(sample -> sample.path("position").asInt())
                    .containsExactlyElementsOf(
                            IntStream.range(0, Orders.COUNT).boxed().toList());
            assertThat(samples)
                    .extracting(sample -> sample.path("ordinal").asInt())
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
    }

    @Test
    void every_sample_has_a_radiograph_that_says_how_it_was_made() throws Exception {
        for (JsonNode sample : api.samples(dataset)) {
            JsonNode image = sample.path("image");
            Answer file = api.get(image.path("href").asString()).expect(200);
            assertThat(sha256(file.bytes())).isEqualTo(image.path("sha256").asString());
            assertThat(file.bytes()).hasSize(image.path("bytes").asInt());
            Png png = Png.read(file.bytes()).radiograph(Orders.SIZE);
            assertThat(png.texts())
                    .containsEntry(
                            "Prompt", sample.path("report").path("impression").asString())
                    .containsEntry("Seed", Long.toString(image.path("seed").asLong()))
                    .containsEntry("Model", image.path("generator").asString());
            Png mask =
                    Png.read(api.get(image.path("mask").asString()).expect(200).bytes());
            assertThat(mask.image().getWidth()).isEqualTo(Orders.SIZE);
        }
    }

    @Test
    void every_sample_has_a_verdict_of_every_policy() {
        Set<String> policies = new TreeSet<>();
        api.get("/v1/policies")
                .expect(200)
                .json()
                .path("items")
                .forEach(policy -> policies.add(policy.path("name").asString()));
        assertThat(policies).hasSizeGreaterThan(8);
        for (JsonNode listed : api.samples(dataset)) {
            JsonNode sample = api.get(
                            path + "/samples/" + listed.path("ordinal").asInt())
                    .expect(200)
                    .json();
            Set<String> judged = new TreeSet<>();
            for (JsonNode verdict : sample.path("verdicts")) {
                assertThat(verdict.path("accepted").asBoolean())
                        .as("%s", verdict)
                        .isTrue();
                assertThat(verdict.path("measured").isNumber())
                        .as("%s", verdict)
                        .isTrue();
                assertThat(verdict.path("threshold").isNumber())
                        .as("%s", verdict)
                        .isTrue();
                judged.add(verdict.path("filter").asString());
            }
            assertThat(judged).isEqualTo(policies);
            assertThat(sample.path("report").path("entities").size()).isGreaterThan(0);
            assertThat(sample.path("report").path("findings").asString()).isNotBlank();
        }
    }

    @Test
    void the_exported_folder_is_whole_and_its_checksums_hold() throws Exception {
        Path folder = Platforms.usual()
                .artifacts()
                .resolve(result.path("exports").path(0).path("prefix").asString());
        List<String> listed = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("MANIFEST.sha256"))) {
            String[] parts = line.split(" {2}", 2);
            assertThat(sha256(Files.readAllBytes(folder.resolve(parts[1]))))
                    .as(parts[1])
                    .isEqualTo(parts[0]);
            listed.add(parts[1]);
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(files(folder, "MANIFEST.sha256"));
        assertThat(listed).contains("metadata.jsonl", "croissant.json", "README.md");
        List<JsonNode> rows = Files.readAllLines(folder.resolve("metadata.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(rows).hasSize(Orders.COUNT);
        for (JsonNode row : rows) {
            byte[] image =
                    Files.readAllBytes(folder.resolve(row.path("file_name").asString()));
            assertThat(sha256(image)).isEqualTo(row.path("sha256").asString());
            Png.read(image).radiograph(Orders.SIZE);
        }
        assertThat(rows)
                .extracting(row -> row.path("impression").asString())
                .containsExactlyElementsOf(api.samples(dataset).stream()
                        .map(sample -> sample.path("report").path("impression").asString())
                        .toList());
    }

    @Test
    void the_contact_sheet_is_a_picture() throws IOException {
        Png sheet = Png.read(api.get(path + "/contact-sheet").expect(200).bytes());
        assertThat(sheet.image().getWidth()).isGreaterThan(Orders.SIZE);
        assertThat(sheet.image().getHeight()).isGreaterThan(Orders.SIZE);
    }

    @Test
    void lineage_leads_from_a_dataset_to_its_models_and_from_a_model_to_its_datasets() {
        assertThat(reached("kind=DATASET&id=" + dataset)).contains("model grammar-2", "model phantom-6");
        assertThat(reached("kind=dataset&id=" + dataset)).contains("model curation-rules-1");
        assertThat(reached("kind=MODEL&id=phantom-6&direction=DOWNSTREAM")).contains("dataset " + dataset);
        assertThat(reached("kind=MODEL&id=grammar-2&direction=DOWNSTREAM"))
                .contains("dataset " + dataset, "export " + dataset + "/folder");
    }

    @Test
    void lineage_of_a_sample_goes_both_ways() {
        JsonNode sample = api.samples(dataset).get(1);
        JsonNode lineage = api.get(path + "/samples/" + sample.path("ordinal").asInt() + "/lineage")
                .expect(200)
                .json();
        JsonNode upstream = lineage.path("upstream");
        assertThat(upstream.path("writer").asString()).isEqualTo("grammar-2");
        assertThat(upstream.path("generator").asString()).isEqualTo("phantom-6");
        assertThat(upstream.path("imageSeed").asLong())
                .isEqualTo(sample.path("image").path("seed").asLong());
        assertThat(upstream.path("textSeed").asLong())
                .isEqualTo(sample.path("report").path("seed").asLong());
        assertThat(upstream.path("entities")).isEqualTo(sample.path("report").path("entities"));
        assertThat(upstream.path("verdicts").size()).isGreaterThan(8);
        JsonNode holder = lineage.path("downstream").path("datasets").path(0);
        assertThat(holder.path("dataset").asString()).isEqualTo(dataset);
        assertThat(holder.path("position").asInt()).isEqualTo(1);
    }

    private List<String> reached(String query) {
        List<String> nodes = new ArrayList<>();
        api.get("/v1/lineage?" + query)
                .expect(200)
                .json()
                .path("reached")
                .forEach(step -> nodes.add(step.path("node").path("kind").asString() + " "
                        + step.path("node").path("id").asString()));
        return nodes;
    }

    private static List<String> files(Path folder, String except) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.equals(except))
                    .toList();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
