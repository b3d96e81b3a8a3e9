package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.metrics.FeatureSets;
import ai.medsyn.evaluation.metrics.ImageSimilarity;
import ai.medsyn.evaluation.metrics.ImageSimilarity.Plane;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.Resize;
import ai.medsyn.platform.lineage.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Measures one dataset, and its distance to another. */
final class Examination {

    private static final String RANDOM = "L64X128MixRandom";
    /** The smallest side on which five scales of similarity exist. */
    private static final int SIDE = 176;

    private final QualitySpec.Settings settings;
    private final LabelledFilms pixels;

    Examination(QualitySpec.Settings settings, LabelledFilms pixels) {
        this.settings = settings;
        this.pixels = pixels;
    }

    /** Films with their vectors, in one order. */
    record Side(Dataset dataset, List<LabelledFilm> films, List<float[]> vectors) {

        double[][] matrix(int rows) {
            double[][] matrix = new double[rows][];
            for (int i = 0; i < rows; i++) {
                float[] vector = vectors.get(i);
                matrix[i] = new double[vector.length];
                for (int d = 0; d < vector.length; d++) {
                    matrix[i][d] = vector[d];
                }
            }
            return matrix;
        }
    }

    /** As many films as the settings allow, drawn without replacement, in position order. */
    static List<LabelledFilm> draw(List<LabelledFilm> films, QualitySpec.Settings settings) {
        if (films.size() <= settings.mostFilms()) {
            return films;
        }
        RandomGenerator random = RandomGeneratorFactory.of(RANDOM).create(settings.drawSeed());
        List<LabelledFilm> drawn = new ArrayList<>(settings.mostFilms());
        int wanted = settings.mostFilms();
        for (int i = 0; i < films.size() && wanted > 0; i++) {
            if (random.nextInt(films.size() - i) < wanted) {
                drawn.add(films.get(i));
                wanted--;
            }
        }
        return drawn;
    }

    /** Distances at equal numbers of films: both grow smaller with more of them. */
    void compare(Side examined, Side reference, QualityReport.Builder report) {
        int n = Math.min(examined.films().size(), reference.films().size());
        double[][] films = examined.matrix(n);
        double[][] real = reference.matrix(n);
        int width = n == 0 ? 0 : real[0].length;
        if (n <= width) {
            report.note(
                    "frechet-distance: " + n + " films for " + width
                            + " dimensions; the covariance is incomplete and the distance too large, compare only at equal numbers");
        }
        report.measure("frechet-distance", n, () -> FeatureSets.frechet(real, films));
        report.measure("kernel-distance", n, () -> FeatureSets.kernelDistance(real, films));
        try {
            FeatureSets.Manifold manifold = FeatureSets.manifold(real, films, settings.nearest());
            report.measure("precision", n, manifold::precision);
            report.measure("recall", n, manifold::recall);
            report.measure("density", n, manifold::density);
            report.measure("coverage", n, manifold::coverage);
        } catch (MetricUndefined e) {
            report.note("precision, recall, density, coverage: " + e.getMessage());
        }
    }

    /** Real films of the training split on one side, those of other patients on the other. */
    void memorise(Side examined, Side reference, QualityReport.Builder report) {
        List<Integer> train = new ArrayList<>();
        List<Integer> heldOut = new ArrayList<>();
        for (int i = 0; i < reference.films().size(); i++) {
            (reference.films().get(i).place().split().equals("train") ? train : heldOut).add(i);
        }
        double[][] real = reference.matrix(reference.films().size());
        try {
            double[][] films = examined.matrix(examined.films().size());
            Memorisation memorisation = Memorisation.of(films, rows(real, train), rows(real, heldOut));
            report.neighbours(memorisation);
            NearestPictures.add(examined, reference, train, memorisation, pixels, report);
            report.measure("memorisation-threshold", heldOut.size(), memorisation::threshold);
            report.measure(
                    "memorisation-flagged",
                    examined.films().size(),
                    () -> memorisation.flagged().size());
            report.measure("memorisation-expected", examined.films().size(), memorisation::expected);
            memorisation
                    .flagged()
                    .forEach(i -> report.flag(examined.films().get(i).place().ordinal()));
        } catch (MetricUndefined e) {
            report.note("memorisation: " + e.getMessage());
        }
    }

    private static double[][] rows(double[][] matrix, List<Integer> indices) {
        return indices.stream().map(i -> matrix[i]).toArray(double[][]::new);
    }

    /** Mean similarity of random pairs: low means varied. */
    double similarity(List<LabelledFilm> films) {
        if (films.size() < 2) {
            throw new MetricUndefined("diversity needs two films at least, found " + films.size());
        }
        RandomGenerator random = RandomGeneratorFactory.of(RANDOM).create(settings.drawSeed());
        double sum = 0;
        for (int pair = 0; pair < settings.drawnPairs(); pair++) {
            int one = random.nextInt(films.size());
            int other = random.nextInt(films.size() - 1);
            sum += ImageSimilarity.multiScaleSsim(
                    plane(films.get(one)), plane(films.get(other < one ? other : other + 1)));
        }
        return sum / settings.drawnPairs();
    }

    private Plane plane(LabelledFilm film) {
        try {
            GrayImage read = pixels.pixels(film);
            boolean smaller = read.width() >= SIDE && read.height() >= SIDE;
            GrayImage fitted = smaller ? Resize.areaAverage(read, SIDE, SIDE) : Resize.bilinear(read, SIDE, SIDE);
            double[] values = new double[SIDE * SIDE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (fitted.pixels()[i] & 0xFF) / 255.0;
            }
            return new Plane(values, SIDE, SIDE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
