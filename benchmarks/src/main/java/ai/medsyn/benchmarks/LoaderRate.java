package ai.medsyn.benchmarks;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.vision.data.Augmentation;
import ai.medsyn.vision.data.BatchLoader;
import ai.medsyn.vision.data.BatchPlan;
import ai.medsyn.vision.data.Fit;
import ai.medsyn.vision.data.Mixture;
import ai.medsyn.vision.data.PairBatch;
import ai.medsyn.vision.data.PairSet;
import ai.medsyn.vision.data.PairSource;
import ai.medsyn.vision.data.RawPair;
import ai.medsyn.vision.data.ShardPreparation;
import ai.medsyn.vision.data.ShardSettings;
import ai.medsyn.vision.data.ShardSettings.LongTexts;
import ai.medsyn.vision.data.TextRule;
import ai.medsyn.vision.data.WordPieceTokenizer;
import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Image-report pairs per second that the loader delivers from shards of 256 px: checked, cropped as the presets do, mirrored, with their tokens. Run it with
 * a directory for the shards and, if not 2, a number of threads.
 */
public final class LoaderRate {

    private static final int PAIRS = 4096;
    private static final int SIDE = 256;
    private static final int BATCH = 144;
    private static final int WARM_UP = 30;
    private static final int BATCHES = 200;

    private LoaderRate() {}

    public static void main(String[] arguments) throws Exception {
        Path cache = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("loader-rate-");
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        PrintStream out = System.out;
        long begin = System.nanoTime();
        PairSet pairs = new ShardPreparation(
                        new ShardSettings(SIDE, Fit.PAD, TextRule.REPORT, 112, LongTexts.TRUNCATE),
                        WordPieceTokenizer.miniLm(),
                        cache)
                .prepare(new Noise(), done -> {});
        out.printf("prepared   %d pairs in %.1f s%n", pairs.size(), (System.nanoTime() - begin) / 1e9);
        measure(out, pairs, "window 224 (GLoRIA, MGCA)", new Augmentation(new Augmentation.Window(), 224, 0), threads);
        measure(
                out,
                pairs,
                "resized crop 224, flip (ConVIRT)",
                new Augmentation(new Augmentation.Resized(0.8), 224, 0.5),
                threads);
    }

    private static void measure(PrintStream out, PairSet pairs, String name, Augmentation augmentation, int threads)
            throws Exception {
        Mixture mixture = new Mixture(List.of(new Mixture.Part(pairs, 1)), 1);
        try (BatchLoader loader = new BatchLoader(
                mixture, augmentation, new BatchPlan(BATCH, 0, 1), new BatchLoader.Start(1, 0, threads))) {
            for (int i = 0; i < WARM_UP; i++) {
                loader.next();
            }
            long begin = System.nanoTime();
            long processor = processorNanos();
            long seen = 0;
            for (int i = 0; i < BATCHES; i++) {
                PairBatch batch = loader.next();
                seen += batch.size();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double processorSeconds = (processorNanos() - processor) / 1e9;
            out.printf(
                    "%-34s %6.0f pairs/s with %d threads, %6.0f per second of processor time%n",
                    name, seen / seconds, threads, seen / processorSeconds);
        }
    }

    /** What this process has used, which says more than the clock on a machine that others use, too. */
    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Random images and reports. */
    private static final class Noise implements PairSource {

        @Override
        public String name() {
            return "noise";
        }

        @Override
        public String digest() {
            return "noise " + PAIRS;
        }

        @Override
        public int size() {
            return PAIRS;
        }

        @Override
        public RawPair read(int index) {
            byte[] pixels = new byte[SIDE * SIDE];
            new SplittableRandom(index).nextBytes(pixels);
            return new RawPair(
                    "noise/" + index,
                    PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of()),
                    "There is a small left pleural effusion with adjacent atelectasis. The heart is normal in size.",
                    "Small left pleural effusion number " + index + ".");
        }
    }
}
