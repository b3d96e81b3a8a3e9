package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A format that differs from the others only in how it lays out samples: all else is {@link Packaging}. */
public final class LayoutExporter implements DatasetExporter {

    private final String format;
    private final ArtifactStore store;
    private final @Nullable Path scratch;
    private final Packaging.LayoutFactory layouts;

    private LayoutExporter(
            String format, ArtifactStore store, ExportProperties properties, Packaging.LayoutFactory layouts) {
        this.format = format;
        this.store = store;
        this.scratch = properties.scratch();
        this.layouts = layouts;
    }

    /** {@code folder}: images and masks as files, with {@code metadata.jsonl}, as Hugging Face {@code load_dataset("imagefolder")} reads them. */
    public static LayoutExporter folder(ArtifactStore store, ExportProperties properties) {
        return new LayoutExporter(
                "folder",
                store,
                properties,
                (target, scratch) -> new FolderLayout(target, scratch, properties.copies()));
    }

    /** {@code webdataset}: tar shards that training loops stream. */
    public static LayoutExporter webDataset(ArtifactStore store, ExportProperties properties) {
        return new LayoutExporter(
                "webdataset",
                store,
                properties,
                (target, scratch) -> new WebDatasetLayout(target, scratch, properties));
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public ExportResult export(ExportDataset dataset, Stream<ExportSample> samples) throws IOException {
        return new Packaging(store, scratch, format).run(dataset, samples, layouts);
    }
}
