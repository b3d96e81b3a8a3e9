package ai.medsyn.vision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The prepared pairs of one source: the shards of a directory, in order. */
public final class PairSet {

    private final List<Shard> shards;
    private final int[] starts;
    private final int side;

    private PairSet(List<Shard> shards) {
        this.shards = shards;
        this.side = shards.get(0).side();
        this.starts = new int[shards.size() + 1];
        for (int i = 0; i < shards.size(); i++) {
            starts[i + 1] = starts[i] + shards.get(i).count();
        }
    }

    /**
     * Opens a directory that {@link ShardPreparation} filled.
     *
     * @throws IOException if a shard is damaged
     */
    static PairSet open(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.filter(file -> file.toString().endsWith(".shard"))
                    .sorted()
                    .toList();
        }
        List<Shard> shards = new ArrayList<>();
        for (Path file : files) {
            shards.add(Shard.open(file));
        }
        return new PairSet(shards);
    }

    /** Number of pairs. */
    public int size() {
        return starts[shards.size()];
    }

    /** Width and height of the images. */
    public int side() {
        return side;
    }

    void read(int index, byte[] pixels) throws CorruptSampleException {
        int shard = shard(index);
        shards.get(shard).read(index - starts[shard], pixels);
    }

    List<TextTokenizer.Pieces> segments(int index) {
        int shard = shard(index);
        return shards.get(shard).segments(index - starts[shard]);
    }

    /** How messages call a pair. */
    public String name(int index) {
        int shard = shard(index);
        return shards.get(shard).name(index - starts[shard]);
    }

    private int shard(int index) {
        int found = java.util.Arrays.binarySearch(starts, 0, shards.size(), index);
        return found >= 0 ? found : -found - 2;
    }
}
