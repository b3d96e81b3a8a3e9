package ai.medsyn.vision.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.vision.data.ShardSettings.LongTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardPreparationTest {

    @TempDir
    Path cache;

    private static final ShardSettings SETTINGS =
            new ShardSettings(32, Fit.PAD, TextRule.REPORT, 24, LongTexts.TRUNCATE);

    private PairSet prepare(ShardSettings settings, PairSource source) throws IOException {
        return new ShardPreparation(settings, TestPairs.WORDS, cache).prepare(source, done -> {});
    }

    private Path onlyShard() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(".shard"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_pair_comes_back_as_it_was_prepared() throws IOException {
        PairSet pairs = prepare(SETTINGS, new TestPairs("set", 5, 64, 32));

        assertThat(pairs.size()).isEqualTo(5);
        assertThat(pairs.name(3)).isEqualTo("set/3");
        byte[] pixels = new byte[32 * 32];
        pairs.read(3, pixels);
        // 64 x 32 becomes 32 x 16 between two black bands of 8 rows; a pixel is the mean of four neighbours of a plane.
        assertThat(pixels[7 * 32 + 5]).isZero();
        assertThat(pixels[24 * 32 + 5]).isZero();
        assertThat(pixels[(8 + 4) * 32 + 10] & 0xFF).isEqualTo((int) (20.5 + 2 * 8.5 + 7 * 3 + 0.5));
        TextTokenizer.Pieces expected = TestPairs.WORDS.tokenize(
                "patient 3 has no pneumothorax unremarkable chest the lungs of patient 3 are clear heart size is normal");
        assertThat(pairs.segments(3)).singleElement().satisfies(pieces -> {
            assertThat(pieces.ids()).isEqualTo(expected.ids());
            assertThat(pieces.continues()).isEqualTo(expected.continues()).contains(true);
        });
    }

    @Test
    void preparing_again_reads_no_pair_again() throws IOException {
        prepare(SETTINGS, new TestPairs("set", 3, 32, 32));
        PairSource unreadable = new PairSource() {
            @Override
            public String name() {
                return "set";
            }

            @Override
            public String digest() {
                return new TestPairs("set", 3, 32, 32).digest();
            }

            @Override
            public int size() {
                return 3;
            }

            @Override
            public RawPair read(int index) throws IOException {
                throw new IOException("read twice");
            }
        };

        assertThat(prepare(SETTINGS, unreadable).size()).isEqualTo(3);
        assertThatThrownBy(() ->
                        prepare(new ShardSettings(48, Fit.PAD, TextRule.REPORT, 24, LongTexts.TRUNCATE), unreadable))
                .hasMessage("read twice");
    }

    @Test
    void a_source_without_pairs_is_refused() {
        assertThatThrownBy(() -> prepare(SETTINGS, new TestPairs("empty", 0, 32, 32)))
                .isInstanceOf(EmptySourceException.class)
                .hasMessageContaining("expected image-report pairs in empty, found none");
    }

    /** One pair of three is replaced. */
    private static PairSource with(RawPair bad) {
        TestPairs good = new TestPairs("set", 3, 32, 32);
        return new PairSource() {
            @Override
            public String name() {
                return good.name();
            }

            @Override
            public String digest() {
                return "with " + bad.name();
            }

            @Override
            public int size() {
                return 3;
            }

            @Override
            public RawPair read(int index) {
                return index == 1 ? bad : good.read(index);
            }
        };
    }

    @Test
    void a_corrupt_png_is_named_and_leaves_nothing_behind() throws IOException {
        byte[] png = new TestPairs("set", 3, 32, 32).read(1).image().clone();
        png[png.length / 2] ^= 0x40;
        assertThatThrownBy(() -> prepare(SETTINGS, with(new RawPair("set/1", png, "Clear lungs.", ""))))
                .isInstanceOfSatisfying(
                        CorruptSampleException.class,
                        e -> assertThat(e.sample()).isEqualTo("set/1"))
                .hasMessageContaining("sample set/1: its image cannot be used: ");
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_text_beyond_the_limit_is_cut_or_refused_as_asked() throws IOException {
        ShardSettings shorter = new ShardSettings(32, Fit.PAD, TextRule.REPORT, 8, LongTexts.TRUNCATE);
        TextTokenizer.Pieces cut =
                prepare(shorter, new TestPairs("set", 1, 32, 32)).segments(0).get(0);
        assertThat(cut.length()).isEqualTo(8);
        assertThat(cut.ids()[7]).as("[SEP] stays the last piece").isEqualTo(2);

        assertThatThrownBy(() -> prepare(
                        new ShardSettings(32, Fit.PAD, TextRule.REPORT, 8, LongTexts.REFUSE),
                        new TestPairs("set", 1, 32, 32)))
                .hasMessageContaining("sample set/0: expected a text of at most 8 tokens, found 22");
    }

    @Test
    void a_report_without_words_is_named() {
        RawPair silent =
                new RawPair("set/1", new TestPairs("set", 3, 32, 32).read(1).image(), "", "Normal.");
        assertThatThrownBy(() -> prepare(SETTINGS, with(silent)))
                .hasMessageContaining("sample set/1: expected a report with a sentence of two words or more");
    }

    @Test
    void a_flipped_bit_in_a_shard_names_its_pair_and_spares_the_others() throws IOException {
        prepare(SETTINGS, new TestPairs("set", 4, 32, 32));
        Path shard = onlyShard();
        byte[] bytes = Files.readAllBytes(shard);
        bytes[Shard.HEADER + 2 * 32 * 32 + 77] ^= 1;
        Files.write(shard, bytes);

        PairSet damaged = prepare(SETTINGS, new TestPairs("set", 4, 32, 32));
        byte[] pixels = new byte[32 * 32];
        damaged.read(1, pixels);
        assertThatThrownBy(() -> damaged.read(2, pixels))
                .isInstanceOf(CorruptSampleException.class)
                .hasMessageContaining("sample set/2: its bytes in shard 00000.shard do not have the checksum");
    }

    @Test
    void a_shortened_shard_and_a_file_of_something_else_are_refused() throws IOException {
        prepare(SETTINGS, new TestPairs("set", 4, 32, 32));
        Path shard = onlyShard();
        byte[] bytes = Files.readAllBytes(shard);
        List<byte[]> damages = new ArrayList<>();
        damages.add(java.util.Arrays.copyOf(bytes, bytes.length - 1));
        damages.add(java.util.Arrays.copyOf(bytes, 100));
        byte[] otherIndex = bytes.clone();
        otherIndex[Shard.HEADER + 4 * 32 * 32] ^= 1;
        damages.add(otherIndex);
        damages.add(new byte[bytes.length]);
        for (byte[] damage : damages) {
            Files.write(shard, damage);
            assertThatThrownBy(() -> prepare(SETTINGS, new TestPairs("set", 4, 32, 32)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("shard 00000.shard is damaged");
        }
    }
}
