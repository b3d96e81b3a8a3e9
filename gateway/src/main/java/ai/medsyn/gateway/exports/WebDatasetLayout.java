package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tar shards per split, in which the files of a sample share their name: {@code 000123.png}, {@code .json} (everything known), {@code .txt}
 * (the impression) and, where there is one, {@code .mask.png}. A {@code metadata.jsonl} beside them says which shard holds which sample.
 */
final class WebDatasetLayout implements Layout {

    /** Names of images and not of masks, as a glob; not every reader of Croissant knows {@code excludes}. */
    private static final String IMAGES = "*[0-9].png";

    private final ExportTarget target;
    private final Scratch scratch;
    private final ExportProperties limits;
    private final MetadataFile metadata;
    private final OrderedWork<Loaded> reading;
    private final SortedMap<String, ShardWriter> open = new TreeMap<>();
    private final Map<String, Integer> started = new TreeMap<>();
    private final List<StoredObject> shards = new ArrayList<>();

    WebDatasetLayout(ExportTarget target, Scratch scratch, ExportProperties limits) throws IOException {
        this.target = target;
        this.scratch = scratch;
        this.limits = limits;
        this.metadata = new MetadataFile(scratch.file(MetadataFile.NAME));
        this.reading = new OrderedWork<>(limits.copies(), this::write);
    }

    /** A sample whose files are in memory. */
    private record Loaded(ExportSample sample, byte[] image, byte @Nullable [] mask, byte[] json) {

        byte[] text() {
            return sample.report().text().impression().getBytes(StandardCharsets.UTF_8);
        }

        long size() {
            return ShardWriter.sizeOf(image.length)
                    + ShardWriter.sizeOf(json.length)
                    + ShardWriter.sizeOf(text().length)
                    + (mask == null ? 0 : ShardWriter.sizeOf(mask.length));
        }
    }

    @Override
    public void add(ExportSample sample) throws IOException {
        reading.add(() -> load(sample));
    }

    private Loaded load(ExportSample sample) throws IOException {
        ExportSample.Image source = sample.radiograph().image();
        ObjectName mask = sample.radiograph().drawn().mask();
        return new Loaded(
                sample,
                read(source.object(), source.sha256()),
                mask == null ? null : read(mask, null),
                SampleJson.write(sample, mask == null ? null : sample.key() + ".mask.png"));
    }

    private void write(Loaded loaded) throws IOException {
        String key = loaded.sample().key();
        String split = SplitName.of(loaded.sample().split());
        ShardWriter shard = shardFor(split, loaded.size());
        shard.add(key + ".png", loaded.image());
        shard.add(key + ".json", loaded.json());
        shard.add(key + ".txt", loaded.text());
        if (loaded.mask() != null) {
            shard.add(key + ".mask.png", loaded.mask());
        }
        shard.sampleDone();
        metadata.add("\"file_name\":\"" + key + ".png\",\"shard\":\"" + shardName(split) + "\"", loaded.json());
    }

    private ShardWriter shardFor(String split, long size) throws IOException {
        ShardWriter shard = open.get(split);
        if (shard != null && shard.isFullFor(size, limits)) {
            store(split, shard);
            shard = null;
        }
        if (shard == null) {
            started.merge(split, 1, Integer::sum);
            shard = new ShardWriter(scratch.file(shardName(split)));
            open.put(split, shard);
        }
        return shard;
    }

    /** The shard that a split is at: its shards are numbered from 0. */
    private String shardName(String split) {
        return String.format(Locale.ROOT, "%s-%06d.tar", split, started.getOrDefault(split, 0) - 1);
    }

    private void store(String split, ShardWriter shard) throws IOException {
        shards.add(target.move(shard.finish(), shardName(split)));
    }

    private byte[] read(ObjectName name, @Nullable Sha256 expected) throws IOException {
        byte[] content;
        try (InputStream in = target.store().open(name)) {
            content = in.readAllBytes();
        }
        if (expected != null && !Sha256.of(content).equals(expected)) {
            throw DatasetMismatchException.ofObject(name, expected, Sha256.of(content));
        }
        return content;
    }

    @Override
    public Files finish() throws IOException {
        reading.finish();
        for (Map.Entry<String, ShardWriter> last : open.entrySet()) {
            store(last.getKey(), last.getValue());
        }
        return new Files(metadata.finish(target, MetadataFile.NAME), shards, List.of(IMAGES));
    }

    @Override
    public String filesOf(String split) {
        return split + "-*.tar";
    }

    @Override
    public String usage() {
        return String.format(
                Locale.ROOT, """
                Tar shards of at most %,d samples or %,d MB, per split. The files of a sample share its key: `000123.png`,
                `000123.json` (everything known about it), `000123.txt` (the impression) and, where the generator draws masks,
                `000123.mask.png`. `metadata.jsonl` says which shard holds which sample.

                ```python
                import glob
                import webdataset as wds

                shards = sorted(glob.glob("train-*.tar"))
                train = wds.WebDataset(shards, shardshuffle=False).decode("pil").to_tuple("png", "txt", "json")
                for image, impression, sample in train:
                    ...
                ```
                """, limits.shardSamples(), limits.shardBytes().toMegabytes());
    }

    @Override
    public void close() throws IOException {
        reading.close();
        metadata.close();
        for (ShardWriter shard : open.values()) {
            shard.close();
        }
    }
}
