package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.MaskImage;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.lineage.Annotation.Box;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The grid of pixels on which heat maps and true regions of a film meet: the film's own, or coarser, 256 at the longer side.
 *
 * @param width of the raster
 * @param height of the raster
 * @param filmWidth of the film
 * @param filmHeight of the film
 */
record Raster(int width, int height, int filmWidth, int filmHeight) {

    private static final int LONGEST = 256;

    static Raster of(GrayImage film) {
        double scale = Math.min(1, (double) LONGEST / Math.max(film.width(), film.height()));
        return new Raster(
                (int) Math.max(1, Math.round(film.width() * scale)),
                (int) Math.max(1, Math.round(film.height() * scale)),
                film.width(),
                film.height());
    }

    int size() {
        return width * height;
    }

    /** The film's x at the centre of a column. */
    double filmX(int column) {
        return (column + 0.5) * filmWidth / width;
    }

    /** The film's y at the centre of a row. */
    double filmY(int row) {
        return (row + 0.5) * filmHeight / height;
    }

    /** The pixels whose centres lie in a box of a label; of a box between centres the nearest one. */
    BitSet boxes(LabelledFilm film, String label) {
        BitSet region = new BitSet(size());
        for (Box box : film.regions().boxes()) {
            if (box.label().equals(label)) {
                fill(region, box);
            }
        }
        return region;
    }

    private void fill(BitSet region, Box box) {
        int left = Math.min(width - 1, first(box.x(), width, filmWidth));
        int top = Math.min(height - 1, first(box.y(), height, filmHeight));
        int right = Math.max(left + 1, first(box.x() + box.width(), width, filmWidth));
        int bottom = Math.max(top + 1, first(box.y() + box.height(), height, filmHeight));
        for (int row = top; row < bottom; row++) {
            region.set(row * width + left, row * width + right);
        }
    }

    /** The first pixel whose centre is not before a coordinate of the film: 0 to as many as there are. */
    private static int first(double at, int pixels, int filmPixels) {
        return Math.max(0, Math.min(pixels, (int) Math.ceil(at * pixels / filmPixels - 0.5)));
    }

    /** The pixels at whose centres one of some structures lies. */
    BitSet mask(MaskImage mask, Collection<String> structures) {
        BitSet fine = mask.region(List.copyOf(structures));
        BitSet region = new BitSet(size());
        for (int row = 0; row < height; row++) {
            int y = (int) filmY(row);
            for (int column = 0; column < width; column++) {
                region.set(row * width + column, fine.get(y * filmWidth + (int) filmX(column)));
            }
        }
        return region;
    }
}
