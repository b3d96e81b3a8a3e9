package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.lineage.ManifestDigest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts the samples that pass, writes the canonical manifest and checks both against the seal. The sha256 of {@code manifest.tsv} is the
 * dataset's manifest digest.
 */
final class SampleLedger implements AutoCloseable {

    static final String MANIFEST = "manifest.tsv";

    private final DatasetStatistics statistics = new DatasetStatistics();
    private final ManifestDigest digest = new ManifestDigest();
    private final Path manifest;
    private final OutputStream lines;

    SampleLedger(Scratch scratch) throws IOException {
        manifest = scratch.file(MANIFEST);
        lines = new BufferedOutputStream(Files.newOutputStream(manifest), 1 << 16);
    }

    void add(ExportSample sample) throws IOException {
        Sha256 text = sample.report().text().sha256();
        Sha256 image = sample.radiograph().image().sha256();
        digest.add(sample.position(), sample.ordinal(), sample.split(), text, image);
        lines.write(ManifestDigest.line(sample.position(), sample.ordinal(), sample.split(), text, image)
                .getBytes(StandardCharsets.UTF_8));
        statistics.add(sample);
    }

    /** Closes the manifest and compares what passed with what was sealed. */
    Path finish(ExportDataset dataset) throws IOException {
        lines.close();
        long accepted = dataset.counts().accepted();
        Sha256 found = digest.finish();
        if (statistics.samples() != accepted || !found.equals(dataset.release().manifestDigest())) {
            throw new DatasetMismatchException("dataset " + dataset.identity().id() + " was sealed with " + accepted
                    + " samples and manifest digest " + dataset.release().manifestDigest() + "; found "
                    + statistics.samples() + " samples and " + found
                    + ": its rows were changed after sealing, restore them from a backup or cut a new version");
        }
        return manifest;
    }

    DatasetStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
