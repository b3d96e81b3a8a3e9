package ai.medsyn.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.data.Mixture.Part;
import ai.medsyn.vision.data.ShardSettings.LongTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchLoaderTest {

    private static final Augmentation AUGMENTATION = new Augmentation(new Augmentation.Resized(0.5), 24, 0.5);

    @TempDir
    static Path cache;

    private static PairSet pairs(String name, int count) throws IOException {
        return new ShardPreparation(
                        new ShardSettings(32, Fit.PAD, TextRule.IMPRESSION_SENTENCES, 24, LongTexts.TRUNCATE),
                        TestPairs.WORDS,
                        cache)
                .prepare(new TestPairs(name, count, 32, 32), done -> {});
    }

    private static Mixture mixture(long seed) throws IOException {
        return new Mixture(List.of(new Part(pairs("a", 10), 1), new Part(pairs("b", 6), 2.5)), seed);
    }

    private static List<Mixture.Place> epoch(Mixture mixture, int epoch) {
        return IntStream.range(0, mixture.epochSize())
                .mapToObj(position -> mixture.place(epoch, position))
                .toList();
    }

    @Test
    void weights_say_how_often_a_pair_is_seen_per_epoch() throws IOException {
        Mixture mixture = mixture(1);
        assertThat(mixture.epochSize()).isEqualTo(10 + 15);
        List<Mixture.Place> both = new ArrayList<>(epoch(mixture, 0));
        both.addAll(epoch(mixture, 1));
        Map<String, Long> seen = both.stream()
                .collect(Collectors.groupingBy(place -> place.part() + "/" + place.index(), Collectors.counting()));
        for (int i = 0; i < 10; i++) {
            assertThat(seen.get("0/" + i)).isEqualTo(2);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(seen.get("1/" + i)).as("weight 2.5 in two epochs").isEqualTo(5);
        }
    }

    @Test
    void the_order_follows_from_seed_and_epoch() throws IOException {
        assertThat(epoch(mixture(1), 3)).isEqualTo(epoch(mixture(1), 3));
        assertThat(epoch(mixture(1), 3)).isNotEqualTo(epoch(mixture(1), 4)).isNotEqualTo(epoch(mixture(2), 3));
    }

    private static List<PairBatch> batches(BatchPlan plan, long first, int count, int workers) throws Exception {
        List<PairBatch> batches = new ArrayList<>();
        try (BatchLoader loader =
                new BatchLoader(mixture(5), AUGMENTATION, plan, new BatchLoader.Start(5, first, workers))) {
            for (int i = 0; i < count; i++) {
                batches.add(loader.next());
            }
        }
        return batches;
    }

    private static void assertSame(PairBatch a, PairBatch b) {
        assertThat(a.pixels()).isEqualTo(b.pixels());
        assertThat(ids(a)).isEqualTo(ids(b));
    }

    private static List<List<Integer>> ids(PairBatch batch) {
        return batch.texts().stream()
                .map(pieces -> Arrays.stream(pieces.ids()).boxed().toList())
                .toList();
    }

    @Test
    void threads_and_where_one_begins_change_no_batch() throws Exception {
        List<PairBatch> one = batches(new BatchPlan(8, 0, 1), 0, 9, 1);
        List<PairBatch> three = batches(new BatchPlan(8, 0, 1), 0, 9, 3);
        List<PairBatch> later = batches(new BatchPlan(8, 0, 1), 4, 5, 2);
        for (int i = 0; i < 9; i++) {
            assertSame(one.get(i), three.get(i));
        }
        for (int i = 0; i < 5; i++) {
            assertSame(one.get(4 + i), later.get(i));
        }
        assertThat(one.get(0).pixels()).isNotEqualTo(one.get(1).pixels());
    }

    @Test
    void processes_share_the_batch_of_one() throws Exception {
        List<PairBatch> whole = batches(new BatchPlan(8, 0, 1), 0, 5, 1);
        List<PairBatch> first = batches(new BatchPlan(8, 0, 2), 0, 5, 1);
        List<PairBatch> second = batches(new BatchPlan(8, 1, 2), 0, 5, 1);
        for (int i = 0; i < 5; i++) {
            int half = 4 * 24 * 24;
            assertThat(first.get(i).pixels())
                    .isEqualTo(Arrays.copyOf(whole.get(i).pixels(), half));
            assertThat(second.get(i).pixels())
                    .isEqualTo(Arrays.copyOfRange(whole.get(i).pixels(), half, 2 * half));
            assertThat(ids(second.get(i))).isEqualTo(ids(whole.get(i)).subList(4, 8));
        }
    }

    @Test
    void a_damaged_pair_reaches_the_loop_by_name() throws Exception {
        PairSet damaged = pairs("c", 4);
        try (java.util.stream.Stream<Path> files = java.nio.file.Files.walk(cache)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".shard")).toList()) {
                byte[] bytes = java.nio.file.Files.readAllBytes(file);
                if (Shard.open(file).name(0).startsWith("c/")) {
                    bytes[Shard.HEADER + 3 * 32 * 32] ^= 1;
                    java.nio.file.Files.write(file, bytes);
                    damaged = new ShardPreparation(
                                    new ShardSettings(
                                            32, Fit.PAD, TextRule.IMPRESSION_SENTENCES, 24, LongTexts.TRUNCATE),
                                    TestPairs.WORDS,
                                    cache)
                            .prepare(new TestPairs("c", 4, 32, 32), done -> {});
                }
            }
        }
        Mixture mixture = new Mixture(List.of(new Part(damaged, 1)), 1);
        try (BatchLoader loader =
                new BatchLoader(mixture, AUGMENTATION, new BatchPlan(4, 0, 1), new BatchLoader.Start(1, 0, 1))) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(CorruptSampleException.class)
                    .hasMessageContaining("sample c/3");
        }
    }

    @Test
    void a_batch_larger_than_the_data_is_refused() throws Exception {
        try (BatchLoader loader =
                new BatchLoader(mixture(1), AUGMENTATION, new BatchPlan(64, 0, 1), new BatchLoader.Start(1, 0, 1))) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one batch of 64 pairs per epoch, found 25");
        }
    }

    @Test
    void held_out_pairs_are_read_in_order_across_sets() throws Exception {
        HeldOut heldOut = new HeldOut(
                List.of(pairs("a", 10), pairs("b", 6)), new Augmentation(new Augmentation.Window(), 24, 0.5));
        assertThat(heldOut.size()).isEqualTo(16);
        PairBatch batch = heldOut.read(8, 12);
        byte[] stored = new byte[32 * 32];
        pairs("b", 6).read(1, stored);
        assertThat(batch.size()).isEqualTo(4);
        assertThat(batch.pixels()[3 * 24 * 24])
                .as("first pixel of the middle of b/1")
                .isEqualTo(stored[4 * 32 + 4]);
        assertThat(heldOut.read(8, 12).pixels()).isEqualTo(batch.pixels());
    }
}
