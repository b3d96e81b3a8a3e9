package ai.medsyn.vision.data;

import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.imaging.ImageFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Decodes, resizes and tokenises the pairs of a source once, into a directory that is named after everything that decides its bytes. A
 * directory that is there is whole: it is filled under another name and renamed. Two processes that prepare the same thing at once both do the
 * work, and the first to finish wins.
 */
public final class ShardPreparation {

    /** 256 MB of images at 256 px: small enough to map on any machine, large enough to be few. */
    private static final long SHARD_BYTES = 256L << 20;

    private static final long MOST_PIXELS = 100_000_000;

    /** Pairs that are decoded side by side: half a second's work. */
    private static final int TOGETHER = 64;

    private final ShardSettings settings;
    private final TextTokenizer tokenizer;
    private final Path cache;

    /** @param cache directory for the prepared forms of all sources; safe to delete while nothing trains */
    public ShardPreparation(ShardSettings settings, TextTokenizer tokenizer, Path cache) {
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.cache = cache;
    }

    /**
     * The prepared pairs of a source.
     *
     * @param progress told now and then how many are done; throws to stop
     * @throws CorruptSampleException naming the first pair whose image does not decode, whose report has no text, or whose text is too long
     *     where that is refused
     * @throws EmptySourceException if the source has no pairs
     */
    public PairSet prepare(PairSource source, IntConsumer progress) throws IOException {
        Path target = cache.resolve(settings.key(source, tokenizer));
        if (!Files.isDirectory(target)) {
            if (source.size() == 0) {
                throw new EmptySourceException(source.name());
            }
            Files.createDirectories(cache);
            Path draft = Files.createTempDirectory(cache, "draft-");
            try {
                write(source, draft, progress);
                publish(draft, target);
            } finally {
                remove(draft);
            }
        }
        progress.accept(source.size());
        return PairSet.open(target);
    }

    private void write(PairSource source, Path directory, IntConsumer progress) throws IOException {
        int perShard = (int) Math.max(1, SHARD_BYTES / ((long) settings.side() * settings.side()));
        for (int from = 0; from < source.size(); from += perShard) {
            int to = Math.min(from + perShard, source.size());
            Path file = directory.resolve(String.format("%05d.shard", from / perShard));
            try (ShardWriter writer = new ShardWriter(file, settings.side())) {
                for (int at = from; at < to; at += TOGETHER) {
                    int end = Math.min(at + TOGETHER, to);
                    for (PreparedPair pair : prepared(source, at, end)) {
                        writer.add(pair);
                    }
                    progress.accept(end);
                }
                writer.finish();
            }
        }
    }

    /** Reads pairs in order and prepares them side by side. */
    private List<PreparedPair> prepared(PairSource source, int from, int to) throws IOException {
        List<RawPair> raw = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            raw.add(source.read(i));
        }
        List<Object> results = raw.parallelStream().map(this::preparedOrFailure).toList();
        List<PreparedPair> prepared = new ArrayList<>(results.size());
        for (Object result : results) {
            if (result instanceof CorruptSampleException failure) {
                throw failure;
            }
            prepared.add((PreparedPair) result);
        }
        return prepared;
    }

    private Object preparedOrFailure(RawPair raw) {
        try {
            return prepared(raw);
        } catch (CorruptSampleException failure) {
            return failure;
        }
    }

    private PreparedPair prepared(RawPair raw) throws CorruptSampleException {
        List<String> texts = settings.text().segments(raw.findings(), raw.impression());
        if (texts.isEmpty()) {
            throw new CorruptSampleException(
                    raw.name(),
                    "expected a report with a sentence of two words or more, found none; leave it out of the dataset",
                    null);
        }
        List<TextTokenizer.Pieces> segments = new ArrayList<>(texts.size());
        for (String text : texts) {
            segments.add(pieces(raw.name(), text));
        }
        try {
            byte[] pixels = settings.fit()
                    .square(ImageDecoder.decode(raw.image(), MOST_PIXELS).gray(), settings.side())
                    .pixels();
            return new PreparedPair(raw.name(), pixels, segments);
        } catch (ImageFormatException e) {
            throw new CorruptSampleException(
                    raw.name(),
                    "its image cannot be used: " + e.getMessage() + "; replace it or leave it out of the dataset",
                    e);
        }
    }

    private TextTokenizer.Pieces pieces(String name, String text) throws CorruptSampleException {
        TextTokenizer.Pieces pieces = tokenizer.tokenize(text);
        if (pieces.length() > settings.maxTokens() && settings.longTexts() == ShardSettings.LongTexts.REFUSE) {
            throw new CorruptSampleException(
                    name,
                    "expected a text of at most " + settings.maxTokens() + " tokens, found " + pieces.length()
                            + "; allow longer texts, truncate them, or leave it out of the dataset",
                    null);
        }
        return pieces.truncated(settings.maxTokens());
    }

    private static void publish(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Another process was faster; its bytes are the same.
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
