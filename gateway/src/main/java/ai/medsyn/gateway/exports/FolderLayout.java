package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One file per image, in one folder per split, each with its {@code metadata.jsonl}; one more in the root for all samples in position order.
 * Images are copies inside the store: links on a local disk, server-side copies on S3.
 */
final class FolderLayout implements Layout {

    private final ExportTarget target;
    private final Scratch scratch;
    private final StoreCopies copies;
    private final ContactSheetFile contactSheet = new ContactSheetFile();
    private final MetadataFile all;
    private final SortedMap<String, MetadataFile> splits = new TreeMap<>();

    FolderLayout(ExportTarget target, Scratch scratch, int parallelCopies) throws IOException {
        this.target = target;
        this.scratch = scratch;
        this.all = new MetadataFile(scratch.file("metadata.jsonl"));
        this.copies = new StoreCopies(target, parallelCopies);
    }

    @Override
    public void add(ExportSample sample) throws IOException {
        String split = SplitName.of(sample.split());
        String image = sample.path() + ".png";
        ExportSample.Image source = sample.radiograph().image();
        copies.add(new StoreCopies.Copy(source.object(), target.name(split + "/" + image), source.sha256()));
        String mask = mask(sample);
        byte[] json = SampleJson.write(sample, mask);
        all.add("\"file_name\":\"" + split + "/" + image + "\"", json);
        metadata(split).add("\"file_name\":\"" + image + "\"", json);
        contactSheet.add(target.store(), sample);
    }

    private @Nullable String mask(ExportSample sample) throws IOException {
        ObjectName mask = sample.radiograph().drawn().mask();
        if (mask == null) {
            return null;
        }
        String path = "masks/" + sample.path() + ".png";
        copies.add(new StoreCopies.Copy(mask, target.name(path), null));
        return path;
    }

    private MetadataFile metadata(String split) throws IOException {
        MetadataFile file = splits.get(split);
        if (file == null) {
            file = new MetadataFile(scratch.file("metadata-" + split + ".jsonl"));
            splits.put(split, file);
        }
        return file;
    }

    @Override
    public Files finish() throws IOException {
        copies.finish();
        for (Map.Entry<String, MetadataFile> split : splits.entrySet()) {
            split.getValue().finish(target, split.getKey() + "/" + MetadataFile.NAME);
        }
        StoredObject metadata = all.finish(target, MetadataFile.NAME);
        contactSheet.put(target);
        List<String> images =
                splits.keySet().stream().map(split -> split + "/*/*.png").toList();
        return new Files(metadata, List.of(), images);
    }

    @Override
    public String filesOf(String split) {
        return split + "/**";
    }

    @Override
    public String usage() {
        return """
                One PNG per sample in one folder per split (`train/000/000123.png`: the candidate's ordinal, at most 1,000 files
                per folder). `metadata.jsonl` in each split's folder describes its images, the one in the root describes all, in
                position order. Masks, where the generator draws them, lie in `masks/` under the same names.

                ```python
                from datasets import load_dataset

                splits = load_dataset("imagefolder", data_dir="path/to/this/folder")
                sample = splits["train"][0]
                sample["image"], sample["impression"], sample["labels"]
                ```
                """;
    }

    @Override
    public void close() throws IOException {
        copies.close();
        all.close();
        for (MetadataFile file : splits.values()) {
            file.close();
        }
    }
}
