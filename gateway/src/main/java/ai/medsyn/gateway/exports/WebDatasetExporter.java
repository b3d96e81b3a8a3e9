package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import java.io.IOException;
import java.util.stream.Stream;

/** {@code webdataset}: tar shards that training loops stream. */
public final class WebDatasetExporter implements DatasetExporter {

    private final ArtifactStore store;
    private final ExportProperties properties;

    public WebDatasetExporter(ArtifactStore store, ExportProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    @Override
    public String format() {
        return "webdataset";
    }

    @Override
    public ExportResult export(ExportDataset dataset, Stream<ExportSample> samples) throws IOException {
        return new Packaging(store, properties.scratch(), format())
                .run(dataset, samples, (target, scratch) -> new WebDatasetLayout(target, scratch, properties));
    }
}
