package ai.medsyn.gateway.exports;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.ManifestDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/** Small sealed datasets in a real store. */
final class TestDatasets {

    static final DatasetId ID = new DatasetId(UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"));

    private TestDatasets() {}

    static ExportProperties properties(Path scratch) {
        return new ExportProperties(scratch, 4, 1000, DataSize.ofMegabytes(256));
    }

    /** A sample whose split turns train, train, validate, test; every other one has a mask and is not wholly drawn. */
    static ExportSample sample(ArtifactStore store, int position, int size) throws IOException {
        int ordinal = 2 * position + 1;
        String name = String.format(Locale.ROOT, "%03d/%06d.png", ordinal / 1000, ordinal);
        byte[] pixels = new byte[size * size];
        Arrays.fill(pixels, (byte) (position * 7));
        pixels[0] = (byte) (position >> 8);
        byte[] png = PngEncoder.encode(new GrayImage(size, size, pixels), Map.of());
        StoredObject image = store.put(new ObjectName("corpora/c/images/" + name), png);
        boolean masked = position % 2 == 0;
        ObjectName mask = masked
                ? store.put(new ObjectName("corpora/c/masks/" + name), png).name()
                : null;
        return new ExportSample(
                position,
                ordinal,
                List.of("train", "train", "validate", "test").get(position % 4),
                report(position),
                new ExportSample.Radiograph(
                        new ExportSample.Image(image.name(), image.sha256(), png.length, size, size),
                        new ExportSample.Drawn(
                                "phantom-6",
                                -ordinal,
                                "{\"view\":\"PA\"}",
                                mask,
                                masked ? List.of("DISEASE:pneumonia") : List.of())));
    }

    private static ExportSample.Report report(int position) {
        String impression = "Small left pleural effusion “" + position + "”.\nNo pneumothorax.";
        return new ExportSample.Report(
                new ExportSample.Text(
                        "The heart is normal.", impression, "IMPRESSION", 9 + position % 3, Sha256.of(impression)),
                new ExportSample.Annotation(
                        List.of("DISEASE:pleural effusion", "NON_DISEASE:pneumothorax", "ANATOMY:left lung"),
                        new TreeMap<>(Map.of("Pleural Effusion", "POSITIVE", "Pneumothorax", "NEGATIVE"))),
                new ExportSample.Written("grammar-2", 1000L + position, 1, null));
    }

    static List<ExportSample> samples(ArtifactStore store, int count, int size) throws IOException {
        List<ExportSample> samples = new ArrayList<>();
        for (int position = 0; position < count; position++) {
            samples.add(sample(store, position, size));
        }
        return samples;
    }

    static ExportDataset dataset(List<ExportSample> samples) {
        ManifestDigest digest = new ManifestDigest();
        for (ExportSample sample : samples) {
            digest.add(
                    sample.position(),
                    sample.ordinal(),
                    sample.split(),
                    sample.report().text().sha256(),
                    sample.radiograph().image().sha256());
        }
        int count = samples.size();
        return new ExportDataset(
                new ExportDataset.Identity(ID, "effusions \"left\"", "1.1.0", "radiology | lab", "SYNTHETIC"),
                new ExportDataset.Release(
                        Instant.parse("2026-03-01T10:00:00Z"),
                        Instant.parse("2026-03-01T11:30:00Z"),
                        digest.finish(),
                        "CC0-1.0"),
                new ExportDataset.Counts(
                        count, count + 3L, count, new TreeMap<>(Map.of("TOO_DARK", 2L, "DUPLICATE_TEXT", 1L))),
                provenance(count),
                new TreeMap<>(Map.of("acceptance rate", 0.5)));
    }

    private static ExportDataset.Provenance provenance(int count) {
        return new ExportDataset.Provenance(
                "{\"count\":" + count + ",\"seed\":42}",
                42,
                "{\"min-contrast\":0.1}",
                new ExportDataset.Parent(
                        new DatasetId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7")), "1.0.0"),
                List.of(
                        new ExportDataset.Model(
                                "grammar-2", "writer", "1", "Apache-2.0", List.of(Sha256.of("grammar"))),
                        new ExportDataset.Model("phantom-6", "generator", "1", "Apache-2.0", List.of())));
    }
}
