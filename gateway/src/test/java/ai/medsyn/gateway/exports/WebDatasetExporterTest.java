package ai.medsyn.gateway.exports;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.platform.artifacts.LocalArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebDatasetExporterTest {

    @TempDir
    Path directory;

    private LocalArtifactStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = new LocalArtifactStore(directory.resolve("store"), false);
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    private Path export(List<ExportSample> samples, int shardSamples, DataSize shardBytes) throws IOException {
        ExportProperties properties = new ExportProperties(null, 4, shardSamples, shardBytes);
        ExportResult result =
                LayoutExporter.webDataset(store, properties).export(TestDatasets.dataset(samples), samples.stream());
        return directory.resolve("store").resolve(result.prefix().value());
    }

    @Test
    void a_shard_lists_the_files_of_each_sample_without_times_or_owners() throws IOException {
        List<ExportSample> samples = TestDatasets.samples(store, 3, 16);
        Path folder = export(samples, 1000, DataSize.ofMegabytes(256));

        List<String> listing = new ArrayList<>();
        byte[] tar = Files.readAllBytes(folder.resolve("train-000000.tar"));
        assertThat(tar.length % 10_240).isZero();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                listing.add(Integer.toOctalString(entry.getMode()) + " " + entry.getLongUserId() + ":"
                        + entry.getLongGroupId() + " '" + entry.getUserName() + entry.getGroupName() + "' "
                        + entry.getLastModifiedTime().toMillis() + " " + entry.getName() + " "
                        + Sha256.of(in.readAllBytes()).hex().substring(0, 8));
            }
        }
        assertThat(listing)
                .containsExactly(
                        file("000001.png", image(samples.get(0))),
                        file("000001.json", SampleJson.write(samples.get(0), "000001.mask.png")),
                        file("000001.txt", impression(samples.get(0))),
                        file("000001.mask.png", image(samples.get(0))),
                        file("000003.png", image(samples.get(1))),
                        file("000003.json", SampleJson.write(samples.get(1), null)),
                        file("000003.txt", impression(samples.get(1))));
        assertThat(folder.resolve("validation-000000.tar")).isRegularFile();
    }

    /** Another digest here means that every shard exported from now on differs from those that users have. */
    @Test
    void the_bytes_of_a_shard_stay_as_they_are() throws IOException {
        Path file = directory.resolve("shard.tar");
        try (ShardWriter shard = new ShardWriter(file)) {
            shard.add("000001.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
            shard.add("000001.txt", "x".repeat(600).getBytes(StandardCharsets.UTF_8));
            shard.finish();
        }
        assertThat(Sha256.of(Files.readAllBytes(file)))
                .hasToString("46e20f322afc163d39d9d6815b11c2d7b2a07dbf812a5997e31c984ec0dd2e06");
    }

    @Test
    void a_shard_closes_at_its_number_of_samples() throws IOException {
        Path folder = export(TestDatasets.samples(store, 10, 16), 2, DataSize.ofMegabytes(256));
        assertThat(shards(folder))
                .containsExactly(
                        "test-000000.tar",
                        "train-000000.tar",
                        "train-000001.tar",
                        "train-000002.tar",
                        "validation-000000.tar");
    }

    @Test
    void a_shard_closes_before_its_size_is_passed() throws IOException {
        Path folder = export(TestDatasets.samples(store, 6, 16), 1000, DataSize.ofBytes(7_000));
        assertThat(shards(folder)).contains("train-000000.tar", "train-000001.tar");
        for (String shard : shards(folder)) {
            assertThat(Files.size(folder.resolve(shard))).isLessThanOrEqualTo(10_240);
        }
    }

    @Test
    void a_sample_larger_than_a_shard_may_be_has_one_to_itself() throws IOException {
        Path folder = export(TestDatasets.samples(store, 4, 16), 1000, DataSize.ofBytes(1));
        assertThat(shards(folder))
                .containsExactly("test-000000.tar", "train-000000.tar", "train-000001.tar", "validation-000000.tar");
    }

    @Test
    void the_index_says_which_shard_holds_a_sample() throws IOException {
        Path folder = export(TestDatasets.samples(store, 10, 16), 2, DataSize.ofMegabytes(256));
        JsonMapper json = new JsonMapper();
        for (String line : Files.readAllLines(folder.resolve("metadata.jsonl"))) {
            JsonNode row = json.readTree(line);
            Path shard = folder.resolve(row.get("shard").asString());
            assertThat(names(shard)).contains(row.get("file_name").asString());
        }
    }

    @Test
    void the_croissant_card_gives_a_checksum_for_each_shard() throws IOException {
        Path folder = export(TestDatasets.samples(store, 4, 16), 2, DataSize.ofMegabytes(256));
        JsonNode card = new JsonMapper().readTree(Files.readAllBytes(folder.resolve("croissant.json")));
        List<JsonNode> tars = card.get("distribution")
                .valueStream()
                .filter(file -> file.path("encodingFormat").asString().equals("application/x-tar"))
                .toList();
        assertThat(tars).hasSize(3);
        assertThat(card.at("/recordSet/1/field/1/references/extract/column").asString())
                .isEqualTo("file_name");
        for (JsonNode tar : tars) {
            byte[] content =
                    Files.readAllBytes(folder.resolve(tar.get("contentUrl").asString()));
            assertThat(tar.get("sha256").asString())
                    .isEqualTo(Sha256.of(content).hex());
        }
    }

    private static String file(String name, byte[] content) {
        return "644 0:0 '' 0 " + name + " " + Sha256.of(content).hex().substring(0, 8);
    }

    private static byte[] impression(ExportSample sample) {
        return sample.report().text().impression().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] image(ExportSample sample) throws IOException {
        ObjectName name = sample.radiograph().image().object();
        try (InputStream in = store.open(name)) {
            return in.readAllBytes();
        }
    }

    private static List<String> shards(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path shard) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(shard))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
