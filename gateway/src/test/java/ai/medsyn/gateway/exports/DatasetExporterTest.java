package ai.medsyn.gateway.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.LocalArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for every format, on the real local store. */
class DatasetExporterTest {

    private static final int SAMPLES = 41;

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

    private DatasetExporter exporter(String format, ArtifactStore into) {
        ExportProperties properties = TestDatasets.properties(directory.resolve("scratch"));
        return format.equals("folder")
                ? LayoutExporter.folder(into, properties)
                : LayoutExporter.webDataset(into, properties);
    }

    private Map<String, Sha256> contents(ObjectName prefix) throws IOException {
        Map<String, Sha256> contents = new TreeMap<>();
        try (Stream<StoredObject> objects = store.list(prefix)) {
            objects.forEach(object -> contents.put(object.name().value(), object.sha256()));
        }
        return contents;
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "webdataset"})
    void every_file_is_in_the_checksum_list_with_its_digest(String format) throws Exception {
        List<ExportSample> samples = TestDatasets.samples(store, SAMPLES, 16);
        ExportResult result = exporter(format, store).export(TestDatasets.dataset(samples), samples.stream());

        assertThat(result.prefix().value()).isEqualTo("datasets/" + TestDatasets.ID + "/" + format);
        Map<String, Sha256> stored = contents(result.prefix());
        String list = new String(bytes(result.prefix().resolve("MANIFEST.sha256")), StandardCharsets.UTF_8);
        assertThat(Sha256.of(list)).isEqualTo(result.digest());
        Map<String, Sha256> listed = new TreeMap<>();
        for (String line : list.split("\n")) {
            Sha256 sha256 = new Sha256(line.substring(0, 64));
            ObjectName file = result.prefix().resolve(line.substring(66));
            listed.put(file.value(), sha256);
            assertThat(Sha256.of(bytes(file))).isEqualTo(sha256);
        }
        stored.remove(result.prefix() + "/MANIFEST.sha256");
        assertThat(listed).isEqualTo(stored);
        assertThat(result.files()).isEqualTo(stored.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "webdataset"})
    void the_manifest_hashes_to_the_digest_under_which_the_dataset_was_sealed(String format) throws Exception {
        List<ExportSample> samples = TestDatasets.samples(store, SAMPLES, 16);
        ExportDataset dataset = TestDatasets.dataset(samples);
        ExportResult result = exporter(format, store).export(dataset, samples.stream());

        assertThat(Sha256.of(bytes(result.prefix().resolve("manifest.tsv"))))
                .isEqualTo(dataset.release().manifestDigest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "webdataset"})
    void an_export_that_broke_off_anywhere_is_finished_by_the_next_run_with_the_same_bytes(String format)
            throws Exception {
        List<ExportSample> samples = TestDatasets.samples(store, SAMPLES, 16);
        ExportDataset dataset = TestDatasets.dataset(samples);
        ExportResult undisturbed = exporter(format, store).export(dataset, samples.stream());
        Map<String, Sha256> expected = contents(undisturbed.prefix());

        for (int writes = 0; writes < undisturbed.files(); writes += format.equals("folder") ? 13 : 1) {
            for (String name : expected.keySet()) {
                store.delete(new ObjectName(name));
            }
            ArtifactStore full = new FailingStore(store, new AtomicInteger(writes));
            assertThatThrownBy(() -> exporter(format, full).export(dataset, samples.stream()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no space left");
            assertThat(store.find(undisturbed.prefix().resolve("MANIFEST.sha256")))
                    .isEmpty();

            assertThat(exporter(format, store).export(dataset, samples.stream()))
                    .isEqualTo(undisturbed);
            assertThat(contents(undisturbed.prefix())).isEqualTo(expected);
        }
        try (Stream<Path> left = Files.list(directory.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "webdataset"})
    void a_second_export_in_another_locale_gives_the_same_bytes(String format) throws Exception {
        List<ExportSample> samples = TestDatasets.samples(store, SAMPLES, 16);
        ExportDataset dataset = TestDatasets.dataset(samples);
        ExportResult first = exporter(format, store).export(dataset, samples.stream());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            // The store refuses other bytes under a taken name, so success is equality.
            assertThat(exporter(format, store).export(dataset, samples.stream()))
                    .isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "webdataset"})
    void samples_that_are_not_those_sealed_are_refused_and_no_checksum_list_appears(String format) throws Exception {
        List<ExportSample> samples = TestDatasets.samples(store, SAMPLES, 16);
        ExportDataset dataset = TestDatasets.dataset(samples);
        List<ExportSample> lost = samples.subList(0, SAMPLES - 1);

        assertThatThrownBy(() -> exporter(format, store).export(dataset, lost.stream()))
                .isInstanceOf(DatasetMismatchException.class)
                .hasMessageContaining("sealed with 41 samples")
                .hasMessageContaining("found 40 samples");
        assertThat(store.find(new ObjectName("datasets/" + TestDatasets.ID + "/" + format + "/MANIFEST.sha256")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "webdataset"})
    void an_image_that_was_changed_in_the_store_is_refused(String format) throws Exception {
        List<ExportSample> samples = TestDatasets.samples(store, 3, 16);
        ExportDataset dataset = TestDatasets.dataset(samples);
        ObjectName image = samples.get(1).radiograph().image().object();
        byte[] other = bytes(samples.get(0).radiograph().image().object());
        store.delete(image);
        store.put(image, other);

        assertThatThrownBy(() -> exporter(format, store).export(dataset, samples.stream()))
                .isInstanceOf(DatasetMismatchException.class)
                .hasMessageContaining(image.value());
    }

    private byte[] bytes(ObjectName name) throws IOException {
        try (InputStream in = store.open(name)) {
            return in.readAllBytes();
        }
    }
}
