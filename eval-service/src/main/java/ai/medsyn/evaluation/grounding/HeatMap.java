package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import ai.medsyn.evaluation.encoders.Placement;
import ai.medsyn.evaluation.metrics.MetricUndefined;

/**
 * How much each pixel of a film is like a phrase: 0 the least, 1 the most. Cells are interpolated linearly between their centres. Where the network
 * did not see the film the map is 0.
 *
 * @param values one a pixel of the raster, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // made, measured and thrown away, never compared
record HeatMap(Raster raster, double[] values) {

    /**
     * @param similarities one a cell
     * @throws MetricUndefined if the map is the same everywhere or not finite: there is nothing to scale
     */
    static HeatMap of(double[] similarities, Cells cells, Raster raster) {
        double[] values = new double[raster.size()];
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < raster.height(); row++) {
            for (int column = 0; column < raster.width(); column++) {
                double value = at(similarities, cells, raster.filmX(column), raster.filmY(row));
                values[row * raster.width() + column] = value;
                if (!Double.isNaN(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        if (!(most > least) || !Double.isFinite(most - least)) {
            throw new MetricUndefined("a heat map that varies was expected, found one from " + least + " to " + most);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? 0 : (values[i] - least) / (most - least);
        }
        return new HeatMap(raster, values);
    }

    /** NaN outside of what the network saw. */
    private static double at(double[] similarities, Cells cells, double x, double y) {
        Placement placement = cells.placement();
        double u = placement.column(x);
        double v = placement.row(y);
        if (u < 0 || u > 1 || v < 0 || v > 1) {
            return Double.NaN;
        }
        double column = within(u * cells.columns() - 0.5, cells.columns());
        double row = within(v * cells.rows() - 0.5, cells.rows());
        int left = (int) column;
        int right = Math.min(left + 1, cells.columns() - 1);
        int above = (int) row * cells.columns();
        int below = Math.min((int) row + 1, cells.rows() - 1) * cells.columns();
        double upper = mixed(similarities[above + left], similarities[above + right], column - left);
        double lower = mixed(similarities[below + left], similarities[below + right], column - left);
        return mixed(upper, lower, row - (int) row);
    }

    private static double within(double position, int cells) {
        return Math.max(0, Math.min(cells - 1.0, position));
    }

    private static double mixed(double a, double b, double share) {
        return a + share * (b - a);
    }
}
