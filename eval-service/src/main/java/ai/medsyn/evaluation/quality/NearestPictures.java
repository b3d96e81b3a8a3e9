package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.metrics.FeatureSets;
import ai.medsyn.evaluation.pages.HtmlPage;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.imaging.Resize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The films that lie closest to a real one, each beside it: whether that is a copy, eyes decide. */
final class NearestPictures {

    private static final int MOST = 6;
    private static final int SIDE = 176;

    private NearestPictures() {}

    /** @param train indices of the real films that may have been repeated */
    static void add(
            Examination.Side examined,
            Examination.Side reference,
            List<Integer> train,
            Memorisation memorisation,
            LabelledFilms pixels,
            QualityReport.Builder report) {
        double[] distances = memorisation.distances();
        List<Integer> closest = IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(MOST)
                .toList();
        double[][] films = examined.matrix(examined.films().size());
        double[][] real = reference.matrix(reference.films().size());
        double[][] rows = closest.stream().map(i -> films[i]).toArray(double[][]::new);
        int[] nearest =
                FeatureSets.nearestRows(rows, train.stream().map(i -> real[i]).toArray(double[][]::new));
        for (int k = 0; k < closest.size(); k++) {
            int film = closest.get(k);
            boolean flagged = distances[film] < memorisation.threshold();
            LabelledFilm neighbour = reference.films().get(train.get(nearest[k]));
            report.picture(picture(
                    pixels,
                    examined.films().get(film),
                    String.format(
                            Locale.ROOT,
                            "sample %d, %s, distance %.3g",
                            examined.films().get(film).place().ordinal(),
                            flagged ? "flagged" : "not flagged",
                            distances[film])));
            report.picture(picture(
                    pixels,
                    neighbour,
                    "its nearest real film, sample " + neighbour.place().ordinal()));
        }
    }

    private static HtmlPage.Picture picture(LabelledFilms pixels, LabelledFilm film, String caption) {
        try {
            GrayImage read = pixels.pixels(film);
            double scale = (double) SIDE / Math.max(read.width(), read.height());
            int width = (int) Math.max(1, Math.round(read.width() * scale));
            int height = (int) Math.max(1, Math.round(read.height() * scale));
            GrayImage small =
                    scale <= 1 ? Resize.areaAverage(read, width, height) : Resize.bilinear(read, width, height);
            return new HtmlPage.Picture(PngEncoder.encode(small, Map.of()), "image/png", caption);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
