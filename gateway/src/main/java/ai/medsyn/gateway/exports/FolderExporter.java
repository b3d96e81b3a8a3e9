package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import java.io.IOException;
import java.util.stream.Stream;

/** {@code folder}: images and masks as files, with {@code metadata.jsonl}, as Hugging Face {@code load_dataset("imagefolder")} reads them. */
public final class FolderExporter implements DatasetExporter {

    private final ArtifactStore store;
    private final ExportProperties properties;

    public FolderExporter(ArtifactStore store, ExportProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    @Override
    public String format() {
        return "folder";
    }

    @Override
    public ExportResult export(ExportDataset dataset, Stream<ExportSample> samples) throws IOException {
        return new Packaging(store, properties.scratch(), format())
                .run(dataset, samples, (target, scratch) -> new FolderLayout(target, scratch, properties.copies()));
    }
}
