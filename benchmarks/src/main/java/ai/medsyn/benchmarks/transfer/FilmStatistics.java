package ai.medsyn.benchmarks.transfer;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.generator.images.LabelMask;
import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Normal phantoms beside real films without findings, by numbers: gray levels, their spread from film to film, power spectrum, mean
 * film, cardiothoracic ratio. Arguments: folder of real films, part of their paths (images64), number of phantoms (200).
 */
final class FilmStatistics {

    private static final int SIDE = 64;
    private static final int DRAWN_AT = 256;
    private static final int BANDS = 7;
    private static final int COARSE = 8;
    /** Cosines and sines of 2 pi k / SIDE. */
    private static final double[][] WAVE = wave();

    private FilmStatistics() {}

    public static void main(String[] arguments) throws IOException {
        String within = arguments.length > 1 ? arguments[1] : "images64";
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        List<GrayImage> real = RealFilm.read(Path.of(arguments[0]), within, SIDE).stream()
                .filter(film -> film.normal() && (film.tuning() || within.contains("1024")))
                .map(RealFilm::pixels)
                .toList();
        PhantomGenerator phantom = new PhantomGenerator(new LexiconExtractor(Lexicon.builtIn()));
        List<GeneratedImage> drawn = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> phantom.generate(List.of(new ImageRequest("Normal chest.", i, DRAWN_AT)))
                        .get(0))
                .toList();
        List<GrayImage> films = drawn.stream()
                .map(image -> Resize.areaAverage(image.pixels(), SIDE, SIDE))
                .toList();
        System.out.printf("| | %d real films | %d phantoms |%n|---|---|---|%n", real.size(), count);
        for (int percent : new int[] {2, 10, 25, 50, 75, 90, 98}) {
            row("gray level, quantile " + percent + " %", real, films, film -> quantile(film, percent));
        }
        row("mean gray level", real, films, film -> moments(film)[0]);
        row("standard deviation", real, films, film -> moments(film)[1]);
        for (int band = 0; band < BANDS; band++) {
            int b = band;
            row("log10 power, band " + (band + 1), real, films, film -> spectrum(film)[b]);
        }
        for (String view : List.of("PA", "AP")) {
            double[] ratios = drawn.stream()
                    .filter(image -> view.equals(image.settings().get("view")))
                    .mapToDouble(image -> cardiothoracicRatio(Objects.requireNonNull(image.mask())))
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| cardiothoracic ratio, %d %s | | %s, %.1f %% above 0.50, most %.3f |%n",
                    ratios.length,
                    view,
                    summary(ratios),
                    100.0 * Arrays.stream(ratios).filter(ratio -> ratio > 0.5).count() / ratios.length,
                    Arrays.stream(ratios).max().orElseThrow());
        }
        System.out.printf("%nmean film, %d x %d: real, phantom%n", COARSE, COARSE);
        double[] a = meanFilm(real);
        double[] b = meanFilm(films);
        for (int y = 0; y < COARSE; y++) {
            System.out.println(line(a, y) + "   |" + line(b, y));
        }
        System.out.printf(Locale.ROOT, "correlation of the mean films %.3f%n", correlation(a, b));
    }

    private static void row(
            String name, List<GrayImage> real, List<GrayImage> films, ToDoubleFunction<GrayImage> measure) {
        System.out.printf(
                "| %s | %s | %s |%n",
                name,
                summary(real.stream().mapToDouble(measure).toArray()),
                summary(films.stream().mapToDouble(measure).toArray()));
    }

    /** Median and the 5th to 95th percentile. */
    private static String summary(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return String.format(
                Locale.ROOT, "%.2f (%.2f-%.2f)", sorted[last / 2], sorted[last / 20], sorted[last - last / 20]);
    }

    private static double[][] wave() {
        double[][] wave = new double[2][SIDE];
        for (int k = 0; k < SIDE; k++) {
            wave[0][k] = Math.cos(2 * Math.PI * k / SIDE);
            wave[1][k] = Math.sin(2 * Math.PI * k / SIDE);
        }
        return wave;
    }

    private static double quantile(GrayImage film, int percent) {
        int[] sorted = new int[film.pixels().length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = film.pixels()[i] & 0xFF;
        }
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) * percent / 100];
    }

    private static double[] moments(GrayImage film) {
        double sum = 0;
        double squares = 0;
        for (byte pixel : film.pixels()) {
            sum += pixel & 0xFF;
            squares += (pixel & 0xFF) * (pixel & 0xFF);
        }
        int n = film.pixels().length;
        return new double[] {sum / n, Math.sqrt(squares / n - sum / n * sum / n)};
    }

    /** Mean log10 power (gray levels scaled to 1) in rings of equal width up to half the sampling rate. */
    private static double[] spectrum(GrayImage film) {
        double[][] real = new double[SIDE][SIDE];
        double[][] imaginary = new double[SIDE][SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < SIDE; u++) {
                for (int x = 0; x < SIDE; x++) {
                    double value = film.at(x, y) / 255.0;
                    real[u][y] += value * WAVE[0][u * x % SIDE];
                    imaginary[u][y] -= value * WAVE[1][u * x % SIDE];
                }
            }
        }
        double[] sum = new double[BANDS];
        int[] count = new int[BANDS];
        for (int u = 0; u <= SIDE / 2; u++) {
            for (int v = 0; v < SIDE; v++) {
                int fy = v <= SIDE / 2 ? v : v - SIDE;
                double radius = Math.sqrt(u * u + fy * fy) / (SIDE / 2.0);
                if (radius > 0 && radius < 1) {
                    sum[(int) (radius * BANDS)] += Math.log10(power(real[u], imaginary[u], v) + 1e-9);
                    count[(int) (radius * BANDS)]++;
                }
            }
        }
        for (int band = 0; band < BANDS; band++) {
            sum[band] /= count[band];
        }
        return sum;
    }

    private static double power(double[] real, double[] imaginary, int v) {
        double re = 0;
        double im = 0;
        for (int y = 0; y < SIDE; y++) {
            int phase = v * y % SIDE;
            re += real[y] * WAVE[0][phase] + imaginary[y] * WAVE[1][phase];
            im += imaginary[y] * WAVE[0][phase] - real[y] * WAVE[1][phase];
        }
        return re * re + im * im;
    }

    /** Widest extent of the heart over the widest extent of both lungs. */
    private static double cardiothoracicRatio(LabelMask mask) {
        return width(mask, 1 << mask.names().indexOf("heart"))
                / width(
                        mask,
                        1 << mask.names().indexOf("right lung")
                                | 1 << mask.names().indexOf("left lung"));
    }

    private static double width(LabelMask mask, int bits) {
        int left = mask.width();
        int right = 0;
        for (int i = 0; i < mask.bits().length; i++) {
            if ((mask.bits()[i] & bits) != 0) {
                left = Math.min(left, i % mask.width());
                right = Math.max(right, i % mask.width());
            }
        }
        return right - left + 1.0;
    }

    private static double[] meanFilm(List<GrayImage> films) {
        double[] mean = new double[COARSE * COARSE];
        for (GrayImage film : films) {
            byte[] small = Resize.areaAverage(film, COARSE, COARSE).pixels();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (small[i] & 0xFF) / (double) films.size();
            }
        }
        return mean;
    }

    private static String line(double[] film, int row) {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < COARSE; x++) {
            line.append(String.format(Locale.ROOT, "%5.0f", film[row * COARSE + x]));
        }
        return line.toString();
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
