package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every format shares: one pass over the samples, the check against the seal, the cards, the checksum list. */
record Packaging(ArtifactStore store, @Nullable Path scratchParent, String format) {

    /** Makes the layout of an export. */
    interface LayoutFactory {
        Layout open(ExportTarget target, Scratch scratch) throws IOException;
    }

    ExportResult run(ExportDataset dataset, Stream<ExportSample> samples, LayoutFactory layouts) throws IOException {
        ObjectName prefix = new ObjectName("datasets/" + dataset.identity().id() + "/" + format);
        try (Scratch scratch = new Scratch(scratchParent);
                ExportTarget target = new ExportTarget(store, prefix, scratch);
                SampleLedger ledger = new SampleLedger(scratch);
                Layout layout = layouts.open(target, scratch)) {
            Iterator<ExportSample> iterator = samples.iterator();
            while (iterator.hasNext()) {
                ExportSample sample = iterator.next();
                ledger.add(sample);
                layout.add(sample);
            }
            Path manifest = ledger.finish(dataset);
            Layout.Files files = layout.finish();
            target.move(manifest, SampleLedger.MANIFEST);
            DatasetStatistics statistics = ledger.statistics();
            target.put("croissant.json", new CroissantCard(dataset, statistics, files).toJson());
            String readme = new DatasetCard(dataset, statistics).toMarkdown(layout);
            target.put("README.md", readme.getBytes(StandardCharsets.UTF_8));
            return target.finish(format);
        }
    }
}
